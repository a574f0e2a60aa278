/** The parts of an exercise: the files that solve it, the check, the hints. */
import { join } from 'node:path';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Manifest, Problem } from '../manifest.ts';
import { isExercise } from '../sandbox-id.ts';
import { checkImports } from './check-imports.ts';
import { readText } from './folder.ts';

export interface Exercise {
  /** Files in place of the starter's or beside them: path to text. */
  readonly solution: Readonly<Record<string, string>>;
  /** The text of check.js, a program of `node:test`: it fails with the starter and passes with the solution. */
  readonly check: string;
  /** The hints in Markdown, to be shown one after the other. */
  readonly hints: readonly string[];
}

/** Files of an exercise that are not the starter's. */
export const CHECK_FILE = 'check.js';
export const HINTS_FILE = 'hints.md';
export const SOLUTION_FOLDER = 'solution';

const isExtra = (path: string) => path === CHECK_FILE || path === HINTS_FILE || path.startsWith(`${SOLUTION_FOLDER}/`);

/**
 * @param listing all files of the folder
 * @param starter the program's files: path to text
 * @returns the exercise, or `null` when the sandbox is none or cannot be used as one
 */
export function loadExercise(
  folder: string,
  listing: readonly string[],
  manifest: Manifest,
  starter: Readonly<Record<string, string>>,
  problems: Problem[],
): Exercise | null {
  const before = problems.length;
  const report = (file: string, message: string) => void problems.push({ file, message });
  const extra = listing.filter(isExtra);
  if (!isExercise(manifest.id)) {
    for (const file of extra)
      report(file, 'only a chapter’s exercise, the sandbox “exercise”, has a check, hints and a solution');
    return null;
  }

  const text = (path: string): string => {
    const contents = readText(join(folder, path));
    if (contents === null) report(path, 'this is not UTF-8 text; a sandbox holds only text files');
    return contents ?? '';
  };
  const has = (file: string, message: string) => extra.includes(file) || void report(file, message);
  const check = has(CHECK_FILE, 'an exercise needs a check: a program of node:test that the solution passes')
    ? text(CHECK_FILE)
    : '';
  const hints = has(HINTS_FILE, 'an exercise needs hints: two or three, a line “---” between them')
    ? readHints(text(HINTS_FILE))
    : null;
  if (hints !== null && (hints.length < 2 || hints.length > 3))
    report(HINTS_FILE, `there should be two or three hints, a line “---” between them; there are ${hints.length}`);

  const solved = extra.filter((path) => path.startsWith(`${SOLUTION_FOLDER}/`));
  if (solved.length === 0)
    report(SOLUTION_FOLDER, 'an exercise needs a solution: a folder with the files that replace the starter’s');
  const solution = Object.fromEntries(solved.map((path) => [path.slice(SOLUTION_FOLDER.length + 1), text(path)]));
  for (const [path, contents] of Object.entries(solution))
    if (starter[path] === contents) report(`${SOLUTION_FOLDER}/${path}`, 'this is the starter’s file; leave it out');
  const dependencies = { ...manifest.dependencies, lab: '' };
  for (const problem of checkImports(
    { ...starter, ...solution, [CHECK_FILE]: check },
    { name: manifest.name, dependencies },
  ))
    if (problem.file === CHECK_FILE) problems.push(problem);
    else if (problem.file in solution) problems.push({ ...problem, file: `${SOLUTION_FOLDER}/${problem.file}` });

  return problems.length > before ? null : { solution, check, hints: hints ?? [] };
}

/** @returns the pieces of a Markdown text between its thematic breaks */
function readHints(source: string): string[] {
  const breaks = unified()
    .use(remarkParse)
    .parse(source)
    .children.filter(({ type }) => type === 'thematicBreak');
  const edges = breaks.map(({ position }) => [position!.start.offset!, position!.end.offset!] as const);
  const starts = [0, ...edges.map(([, end]) => end)];
  const ends = [...edges.map(([start]) => start), source.length];
  return starts.map((start, index) => source.slice(start, ends[index]).trim()).filter((hint) => hint !== '');
}
