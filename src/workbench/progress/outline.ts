/** What can be done in the book, and how much of it a reader has done. */
import type { ChapterProgress, Chapters } from './progress.ts';

/** A written chapter, as `outline.json` of the site has it. */
export interface OutlineChapter {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly sections: readonly { readonly id: string; readonly text: string }[];
  /** Ids of its sandboxes, its exercise left out. */
  readonly sandboxes: readonly string[];
  /** Ids of its predictions. */
  readonly predictions: readonly string[];
  readonly exercise: boolean;
}

/** The written chapters, in the order of the book. */
export type Outline = readonly OutlineChapter[];

/** How much of a chapter was done. What is no longer in the book does not count. */
export interface Done {
  /** From 0 to 1. */
  readonly share: number;
  /** In words: `read, 2 of 5 sandboxes run, exercise solved`; empty when nothing was done. */
  readonly words: string;
}

/** @returns how much of a chapter was done; `null` when it was not begun */
export function doneOf(chapter: OutlineChapter, progress: ChapterProgress | undefined): Done | null {
  if (progress === undefined) return null;
  const { sandboxes, predictions, exercise } = chapter;
  const run = sandboxes.filter((id) => progress.run.includes(id)).length;
  const predicted = predictions.filter((id) => id in progress.predicted).length;
  const solved = exercise && progress.solved;
  const done = Number(progress.read) + run + predicted + Number(solved);
  const words = [
    ...(progress.read ? ['read'] : []),
    ...(run > 0 ? [`${run} of ${sandboxes.length} ${sandboxes.length === 1 ? 'sandbox' : 'sandboxes'} run`] : []),
    ...(predicted > 0 ? [`${predicted} of ${predictions.length} predicted`] : []),
    ...(solved ? ['exercise solved'] : []),
  ];
  if (words.length === 0 && progress.section === null) return null;
  return {
    share: done / (1 + sandboxes.length + predictions.length + Number(exercise)),
    words: words.length === 0 ? 'begun' : words.join(', '),
  };
}

/** Where to read on. */
export interface NextStep {
  /** `chapter 11, exercise` */
  readonly words: string;
  /** Below the site's path, without a slash in front: `rate-limiting/#exercise`. */
  readonly path: string;
}

/**
 * @returns the place where the reader was last, what that chapter has left, or the first chapter after it that was not
 *   read; `null` when nothing was begun, and when all of the book was done
 */
export function nextStep(outline: Outline, progress: Chapters): NextStep | null {
  const begun = outline.filter(({ slug }) => progress[slug] !== undefined);
  const latest = begun.reduce<OutlineChapter | null>(
    (best, chapter) => (best === null || progress[chapter.slug]!.at > progress[best.slug]!.at ? chapter : best),
    null,
  );
  if (latest === null) return null;
  const from = outline.indexOf(latest);
  for (const chapter of [...outline.slice(from), ...outline.slice(0, from)]) {
    const step = stepIn(chapter, progress[chapter.slug]);
    if (step !== null) return step;
  }
  return null;
}

function stepIn(
  { slug, number, title, sections, exercise }: OutlineChapter,
  done: ChapterProgress | undefined,
): NextStep | null {
  const step = (where: string, hash = '') => ({ words: `chapter ${number}${where}`, path: `${slug}/${hash}` });
  if (done === undefined || (!done.read && done.section === null)) return step(`: ${title}`);
  if (!done.read) {
    const section = sections.find(({ id }) => id === done.section);
    return section === undefined ? step(`: ${title}`) : step(`: ${section.text}`, `#${section.id}`);
  }
  return exercise && !done.solved ? step(', exercise', '#exercise') : null;
}

/** How much of the book was done. */
export interface Total {
  readonly read: number;
  readonly run: number;
  readonly predicted: number;
  readonly solved: number;
}

/** @returns all chapters together, whatever book they were read in */
export function totalOf(progress: Chapters): Total {
  const chapters = Object.values(progress);
  const sum = (count: (chapter: ChapterProgress) => number) => chapters.reduce((all, each) => all + count(each), 0);
  return {
    read: sum(({ read }) => Number(read)),
    run: sum(({ run }) => run.length),
    predicted: sum(({ predicted }) => Object.keys(predicted).length),
    solved: sum(({ solved }) => Number(solved)),
  };
}

/** @returns `2 chapters read, 1 sandbox run`; empty when nothing was done */
export function wordsOf({ read, run, predicted, solved }: Total): string {
  const some = (count: number, one: string, many: string, done: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many} ${done}`];
  return [
    ...some(read, 'chapter', 'chapters', 'read'),
    ...some(run, 'sandbox', 'sandboxes', 'run'),
    ...some(predicted, 'prediction', 'predictions', 'made'),
    ...some(solved, 'exercise', 'exercises', 'solved'),
  ].join(', ');
}
