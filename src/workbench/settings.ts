/** What the dialog of settings shows; loaded when it is opened first. */
import './engine-settings.ts';

// By itself, so that pages need not name what belongs to it.
await import('./progress/progress-settings.ts');
