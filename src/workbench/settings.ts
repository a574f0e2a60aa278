/** What the dialog of settings shows; loaded when it is opened first. */
import './engine-settings.ts';

// By themselves, so that pages need not name what belongs to them.
await Promise.all([import('./offline/offline-settings.ts'), import('./progress/progress-settings.ts')]);
