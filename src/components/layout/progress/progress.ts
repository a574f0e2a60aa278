/**
 * The reader's progress on a page: it is remembered while they read, and marked in the rail, the contents and on the
 * first page. This is a chunk of its own, for readers who have begun to read.
 */
import type { Outline } from '../../../workbench/progress/outline.ts';
import { progress } from '../../../workbench/progress/progress.ts';
import { adoptStyle } from '../../../workbench/shared/adopt-style.ts';
import { watch } from '../../../workbench/stores/signal.ts';
import { showProgress } from './marks.ts';
import style from './progress.css?inline';
import { followReading } from './reading.ts';

let started = false;

/**
 * Calling it again changes nothing.
 *
 * @param base the path that the site is served under
 */
export function startProgress(base: string): void {
  if (started) return;
  started = true;
  adoptStyle(style);
  followReading();
  void showMarks(base);
}

async function showMarks(base: string): Promise<void> {
  let outline: Outline;
  try {
    const response = await fetch(`${base}outline.json`);
    if (!response.ok) return;
    outline = (await response.json()) as Outline;
  } catch {
    // Without the network nothing is marked; progress is remembered all the same.
    return;
  }
  const show = () => showProgress(outline, progress().all, base);
  watch(() => progress().all, show);
  show();
}
