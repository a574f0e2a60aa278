/** A chapter to begin from: its text in the order in which chapters go, a sandbox and the exercise. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileOf } from '../../src/sandbox/catalogue/chapter.ts';
import { EXERCISE, isExercise, isKebabCase } from '../../src/sandbox/sandbox-id.ts';
import { mustBeChapter, newSandbox, templates } from './new-sandbox.ts';

/** The sandbox that a new chapter begins with. */
const FIRST = 'first';

/**
 * @param root the repository's folder
 * @returns the files that were written, below `root`, and the ids of the sandboxes in them
 * @throws Error when `book.ts` has no such chapter, or the chapter is written already; then nothing is written
 */
export function newChapter(root: string, slug: string): { readonly files: string[]; readonly ids: string[] } {
  if (!isKebabCase(slug))
    throw new Error(`“${slug}” is no slug: write it in lower case with hyphens, such as rate-limiting.`);
  const file = fileOf(mustBeChapter(slug));
  const ids = [`${slug}/${FIRST}`, `${slug}/${EXERCISE}`];
  for (const path of [file, ...ids.map((id) => `sandboxes/${id}`)])
    if (existsSync(join(root, path))) throw new Error(`${path} is there already.`);

  const files = [file, ...ids.flatMap((id) => newSandbox(root, id, { express: true }))];
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), readFileSync(join(templates, 'chapter.mdx'), 'utf8').replaceAll('CHAPTER', slug));
  return { files, ids };
}

/** @returns the chapter's file, at whose end the sandbox is shown from now on; `null` when the chapter is not written */
export function showInChapter(root: string, id: string): string | null {
  const file = fileOf(mustBeChapter(id.split('/')[0]!));
  if (!existsSync(join(root, file))) return null;
  const use = isExercise(id)
    ? `<Exercise name="${id}">\n\nThis server takes notes without a text. Mend \`note.js\`.\n\n</Exercise>`
    : `<Sandbox name="${id}" />`;
  appendFileSync(join(root, file), `\n${use}\n`);
  return file;
}
