/** What a sandbox that has run has besides: it is kept with the reader's progress, and can be kept in view. */
import { chapterOf } from '../sandbox/sandbox-id.ts';
import { progress } from './progress/progress.ts';
import { offerKeepInView, type Host } from './view/keep-in-view.ts';

/** Called each time that it runs. */
export function afterRun(sandbox: Host): void {
  const { name = '' } = sandbox.dataset;
  progress().markRun(chapterOf(name), name);
  offerKeepInView(sandbox);
}
