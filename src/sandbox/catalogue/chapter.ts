/** The chapters of the book as the catalogue knows them. */
import type { Chapter } from '../../book.ts';
import { chapters, chapterFile } from '../../book.ts';
import { EXERCISE, isExercise, isSandboxId } from '../sandbox-id.ts';
import type { ChapterText, ExerciseUse } from './chapter-text.ts';
import { frontMatterProblems } from './front-matter.ts';
import { figureProblems } from './figure.ts';
import type { Sandbox } from './load-sandbox.ts';

export interface WrittenText {
  /** The file's path below the repository's folder. */
  readonly file: string;
  /** The MDX file as it is. */
  readonly source: string;
  readonly text: ChapterText;
}

export interface CatalogueChapter {
  readonly chapter: Chapter;
  /** The text; `null` while the chapter is not written. */
  readonly written: WrittenText | null;
}

/** @returns the file of a chapter, below the repository's folder */
export const fileOf = (chapter: Chapter): string => `content/${chapterFile(chapter)}`;

/** @returns ids of the sandboxes that a chapter shows, its exercise included, each once, in the order of the text */
export function shownIn({ written }: CatalogueChapter): readonly string[] {
  if (written === null) return [];
  const { sandboxes, exercises } = written.text;
  return [...new Set([...sandboxes, ...exercises].sort((a, b) => a.line - b.line).map(({ name }) => name))];
}

/** @returns how a chapter shows a sandbox, as an author writes it */
export const useOf = (id: string): string =>
  isExercise(id) ? `<Exercise name="${id}">the task</Exercise>` : `<Sandbox name="${id}" />`;

/**
 * @param ids all sandboxes
 * @param sandboxOf the sandbox of an id that is among them; `null` when its folder cannot be used
 * @returns what is wrong with a chapter's text, one problem a line: file, line, what would be right
 */
export function chapterProblems(
  chapter: CatalogueChapter,
  ids: readonly string[],
  sandboxOf: (id: string) => Sandbox | null,
): string[] {
  const { written } = chapter;
  if (written === null) return [];
  const { file, text } = written;
  const problems: { readonly line: number; readonly message: string }[] = [...text.problems];
  const report = (line: number, message: string) => void problems.push({ line, message });

  // The front matter of a file that cannot be read is not checked.
  if (text.problems.length === 0)
    for (const message of frontMatterProblems(text.frontMatter)) report(1, `front matter, ${message}`);

  const { slug } = chapter.chapter;
  const own = ids.filter((id) => id.startsWith(`${slug}/`));
  const missing = (id: string) =>
    `there is no sandbox “${id}”${isSandboxId(id) ? '' : '; its name is <chapter>/<name>'}; this chapter has ${own.join(', ') || 'none yet'}`;
  const shown = new Map<string, number>();
  for (const { name, line } of text.sandboxes) {
    if (name === '') continue;
    const before = shown.get(name);
    if (before !== undefined) report(line, `“${name}” is shown on line ${before} already; a page shows a sandbox once`);
    else shown.set(name, line);
    if (!ids.includes(name)) report(line, missing(name));
    else if (isExercise(name)) report(line, `“${name}” is an exercise; show it with ${useOf(name)}`);
  }
  for (const problem of exerciseProblems(text.exercises, slug, ids)) report(problem.line, problem.message);

  const onPage = shownIn(chapter);
  /** Checks that a sandbox is on this page, and that it offers the request. */
  const checkUse = (line: number, id: string, request: string | null) => {
    if (id === '' || request === '') return;
    if (!ids.includes(id)) report(line, missing(id));
    else if (!onPage.includes(id)) report(line, `“${id}” is not on this page; show it with ${useOf(id)}`);
    else if (request !== null) {
      const names = sandboxOf(id)?.requests.map(({ block }) => block.name);
      if (names !== undefined && !names.includes(request))
        report(line, `“${id}” offers no request “${request}”; there are ${names.join(', ') || 'none'}`);
    }
  };
  for (const { to, request, line } of text.sends) checkUse(line, to, request);
  for (const { of, line } of text.figures) if (of !== '' && !ids.includes(of)) report(line, missing(of));
  for (const problem of figureProblems(text.figures, (id) => (ids.includes(id) ? sandboxOf(id) : null)))
    report(problem.line, problem.message);
  const asked = new Map<string, number>();
  for (const { id, of, request, line } of text.predictions) {
    if (of !== null) checkUse(line, of, request);
    const before = asked.get(id);
    if (before !== undefined && id !== '')
      report(
        line,
        `<Predict> on line ${before} asks the same, as far as addresses go (“${id}”); ask it in other words`,
      );
    else asked.set(id, line);
  }
  return problems.sort((a, b) => a.line - b.line).map(({ line, message }) => `${file}:${line}: ${message}`);
}

/** The problems of exercises in a chapter, which may have one only: its own. */
function exerciseProblems(
  exercises: readonly ExerciseUse[],
  slug: string,
  ids: readonly string[],
): { readonly line: number; readonly message: string }[] {
  const own = `${slug}/${EXERCISE}`;
  return exercises.flatMap(({ name, hasTask, line }, index) => {
    const messages: string[] = [];
    if (index > 0)
      messages.push(`the exercise is on line ${exercises[0]!.line} already; a chapter has one, so leave this one out`);
    else if (name !== '' && name !== own)
      messages.push(`“${name}” is not this chapter’s exercise; write <Exercise name="${own}">`);
    else if (name === own && !ids.includes(own))
      messages.push(`there is no sandbox “${own}”; run “npm run new -- sandbox ${own} --exercise”`);
    if (!hasTask) messages.push(`the exercise has no task; write it between the tags: ${useOf(own)}`);
    return messages.map((message) => ({ line, message }));
  });
}

/** @returns the chapter of a slug, or `undefined` */
export const chapterOfSlug = (slug: string): Chapter | undefined => chapters.find((chapter) => chapter.slug === slug);
