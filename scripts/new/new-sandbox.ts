/** A sandbox's folder to begin from: a program that takes notes, of the kind that is asked for. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chapterOfSlug } from '../../src/sandbox/catalogue/chapter.ts';
import { packageVersions } from '../../src/sandbox/catalogue/package-versions.ts';
import { chapterOf, EXERCISE, flatName, isExercise, isSandboxId } from '../../src/sandbox/sandbox-id.ts';
import { chapters } from '../../src/book.ts';

export const templates = join(import.meta.dirname, 'templates');

export interface SandboxKind {
  /** Whether the program uses Express instead of `node:http`. */
  readonly express?: boolean;
  /** Whether the notes are in an SQLite table instead of a list. */
  readonly sqlite?: boolean;
  /** Whether the sandbox is the chapter's exercise: a starter, a solution, a check, hints. */
  readonly exercise?: boolean;
}

/** @returns the chapter of that slug @throws Error naming the slugs that there are */
export function mustBeChapter(slug: string): NonNullable<ReturnType<typeof chapterOfSlug>> {
  const chapter = chapterOfSlug(slug);
  if (chapter !== undefined) return chapter;
  const known = chapters.map((each) => each.slug).join(', ');
  throw new Error(`src/book.ts has no chapter “${slug}”; write it there first, or choose one of ${known}.`);
}

/**
 * Writes the folder of a sandbox, without its recording.
 *
 * @param root the repository's folder
 * @param id the sandbox's id, such as `rate-limiting/example`
 * @returns the files that were written, below `root`
 * @throws Error when the id is no good or taken; then nothing is written
 */
export function newSandbox(root: string, id: string, kind: SandboxKind): string[] {
  if (!isSandboxId(id))
    throw new Error(
      `“${id}” is no name of a sandbox: write <chapter>/<name> in lower case with hyphens, such as rate-limiting/example.`,
    );
  const chapter = mustBeChapter(chapterOf(id)).slug;
  const exercise = isExercise(id);
  if (kind.exercise === true && !exercise)
    throw new Error(`A chapter has one exercise, called “${EXERCISE}”: write ${chapter}/${EXERCISE}.`);
  const folder = `sandboxes/${id}`;
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already; choose another name.`);

  const template = (path: string) => readFileSync(join(templates, path), 'utf8');
  const files: Record<string, string> = {
    'package.json': packageJson(root, id, kind),
    'server.js': template(kind.express === true ? 'express/server.js' : 'http/server.js'),
    'note.js': template(exercise ? 'exercise/note.js' : 'shared/note.js'),
    'store.js': template(kind.sqlite === true ? 'sqlite/store.js' : 'memory/store.js'),
    'requests.http': template('shared/requests.http'),
    ...(exercise && {
      'solution/note.js': template('shared/note.js'),
      'check.js': template('exercise/check.js'),
      'hints.md': template('exercise/hints.md'),
    }),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, folder, path)), { recursive: true });
    writeFileSync(join(root, folder, path), text);
  }
  return Object.keys(files).map((path) => `${folder}/${path}`);
}

function packageJson(root: string, id: string, { express, sqlite }: SandboxKind): string {
  const words = id.split('/')[1]!.replaceAll('-', ' ');
  const version = packageVersions(root)['express'];
  if (express === true && version === undefined)
    throw new Error('package.json has no express among its packages; add it there with an exact version.');
  const json = {
    name: `@port3000/${flatName(id)}`,
    private: true,
    type: 'module',
    scripts: { start: 'node server.js' },
    dependencies: express === true ? { express: version } : {},
    sandbox: {
      title: words[0]!.toUpperCase() + words.slice(1),
      summary: `A server that takes notes and keeps the newest in ${sqlite === true ? 'SQLite' : 'memory'}.`,
      files: ['server.js', 'note.js', 'store.js'],
    },
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}
