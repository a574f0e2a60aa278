/**
 * The one place that knows which chapters and sandboxes there are. It keeps the files that it has read, and reads again
 * those that have changed on disk, so that it can be asked as often as one likes, even while an author works.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chapterOfFile, chapters } from '../../book.ts';
import { plotFiles } from '../plot.ts';
import { BUNDLED } from '../bundled-packages.ts';
import { chapterOf, flatName, isSandboxId, PLAYGROUND } from '../sandbox-id.ts';
import {
  chapterOfSlug,
  chapterProblems,
  fileOf,
  shownIn,
  useOf,
  type CatalogueChapter,
  type WrittenText,
} from './chapter.ts';
import { readChapterText } from './chapter-text.ts';
import { listFiles, listFolders, stampOf } from './folder.ts';
import { loadSandbox, SandboxError, type Sandbox } from './load-sandbox.ts';
import { packageVersions } from './package-versions.ts';

/** The sandbox of the landing page. */
export const LANDING_SANDBOX = 'backends/hello';

interface Kept<T> {
  readonly stamp: string;
  readonly value: T;
}

const catalogues = new Map<string, Catalogue>();

/** @param root the repository's folder; Astro and all scripts run from there */
export function catalogue(root: string = process.cwd()): Catalogue {
  const known = catalogues.get(root) ?? new Catalogue(root);
  catalogues.set(root, known);
  return known;
}

export class Catalogue {
  /** The repository's folder. */
  readonly root: string;
  /** The folder of the sandboxes. */
  readonly folder: string;
  readonly #texts = new Map<string, Kept<WrittenText>>();
  readonly #sandboxes = new Map<string, Kept<Sandbox | SandboxError>>();

  constructor(root: string) {
    this.root = root;
    this.folder = join(root, 'sandboxes');
  }

  /** All chapters in the order of the book. */
  get chapters(): readonly CatalogueChapter[] {
    return chapters.map((chapter) => ({ chapter, written: this.#written(fileOf(chapter)) }));
  }

  /** Ids of all sandboxes, in alphabetical order. */
  get ids(): readonly string[] {
    return listFolders(this.folder).flatMap((chapter) =>
      listFolders(join(this.folder, chapter))
        .map((name) => `${chapter}/${name}`)
        .filter((id) => existsSync(join(this.folder, id, 'package.json'))),
    );
  }

  /** @param slug a chapter's slug @returns ids of its sandboxes @throws Error when there is no such chapter */
  idsOf(slug: string): readonly string[] {
    if (chapterOfSlug(slug) === undefined && slug !== PLAYGROUND)
      throw new Error(
        `“${slug}” is neither a chapter of src/book.ts, such as rate-limiting, nor a sandbox, such as rate-limiting/boundary.`,
      );
    return this.ids.filter((id) => chapterOf(id) === slug);
  }

  /** All sandboxes without problems, in alphabetical order; `problems` lists those of the others. */
  get sandboxes(): readonly Sandbox[] {
    return this.ids.flatMap((id) => this.#loaded(id) ?? []);
  }

  /** Names of the packages that sandboxes import or readers may, in alphabetical order. */
  get dependencies(): readonly string[] {
    const used = this.sandboxes.flatMap(({ manifest }) => Object.keys(manifest.dependencies));
    const installed = packageVersions(this.root);
    return [...new Set([...used, ...Object.keys(BUNDLED).filter((name) => name in installed)])].sort();
  }

  /**
   * @param id the sandbox's id, such as `rate-limiting/boundary`
   * @throws SandboxError with everything that is wrong with the folder, or when there is none
   */
  sandbox(id: string): Sandbox {
    const folder = join(this.folder, id);
    if (!isSandboxId(id) || !existsSync(join(folder, 'package.json'))) {
      const own = this.ids.filter((other) => chapterOf(other) === chapterOf(id));
      const there = own.length > 0 ? own : this.ids;
      throw new SandboxError(id, [
        { file: 'package.json', message: `there is no sandbox “${id}”; there are ${there.join(', ') || 'none yet'}` },
      ]);
    }
    const listing = listFiles(folder);
    const versions = packageVersions(this.root);
    const stamp = `${stampOf(folder, listing)}\n${JSON.stringify(versions)}`;
    const kept = this.#sandboxes.get(id);
    const value = kept?.stamp === stamp ? kept.value : loaded(folder, id, listing, versions);
    this.#sandboxes.set(id, { stamp, value });
    if (value instanceof SandboxError) throw value;
    return value;
  }

  /** The problems of all chapters and sandboxes, one a line: file, place, what would be right. */
  problems(): string[] {
    const { ids, chapters: known } = this;
    return [
      ...this.#misplaced(),
      ...ids.flatMap((id) => {
        try {
          const { transcript, manifest } = this.sandbox(id);
          const file = `sandboxes/${id}/transcript.json`;
          if (transcript === null) return [`${file}: the file is missing; run “npm run record -- ${id}”`];
          return Object.keys(manifest.plots ?? {})
            .filter((plot) => !plotFiles(plot).some((path) => transcript.plots?.[path] !== undefined))
            .map((plot) => `${file}: the plot “${plot}” has not been recorded; run “npm run record -- ${id}”`);
        } catch (error) {
          if (error instanceof SandboxError) return error.message.split('\n');
          throw error;
        }
      }),
      ...known.flatMap((chapter) => chapterProblems(chapter, ids, (id) => this.#loaded(id))),
    ];
  }

  /** Warnings about unfinished work: sandboxes that neither a chapter nor a page shows. */
  warnings(): string[] {
    const shown = new Set([LANDING_SANDBOX, ...this.chapters.flatMap(shownIn)]);
    return this.ids
      .filter((id) => !shown.has(id) && chapterOf(id) !== PLAYGROUND)
      .map((id) => {
        const chapter = chapterOfSlug(chapterOf(id));
        const where = chapter === undefined ? 'its chapter' : fileOf(chapter);
        return `sandboxes/${id}: no chapter shows it; write ${useOf(id)} in ${where}`;
      });
  }

  /** Problems of files and folders in the wrong place, and of names that would be the same in one word. */
  #misplaced(): string[] {
    const problems: string[] = [];
    const right = 'a sandbox is sandboxes/<chapter>/<name>/, its chapter named by a slug of src/book.ts';
    for (const path of listFiles(join(this.root, 'content')))
      if (chapterOfFile(path) === undefined)
        problems.push(
          `content/${path}: this is no chapter of src/book.ts; a file is named after part, number and slug, such as content/part-3-designing-apis/11-rate-limiting.mdx`,
        );
    const report = (path: string, message: string) => void problems.push(`sandboxes/${path}: ${message}; ${right}`);
    const { ids } = this;
    for (const path of listFiles(this.folder, false)) report(path, 'this is in no sandbox');
    for (const chapter of listFolders(this.folder)) {
      const files = listFiles(join(this.folder, chapter), false);
      if (files.includes('package.json')) report(chapter, 'this sandbox is outside a chapter');
      else if (chapterOfSlug(chapter) === undefined && chapter !== PLAYGROUND)
        report(chapter, `src/book.ts has no chapter “${chapter}”`);
      else {
        for (const path of files) report(`${chapter}/${path}`, 'this is in no sandbox');
        for (const name of listFolders(join(this.folder, chapter)))
          if (!ids.includes(`${chapter}/${name}`)) report(`${chapter}/${name}`, 'there is no package.json');
      }
    }
    const names = new Map<string, string>();
    for (const id of ids) {
      const other = names.get(flatName(id));
      if (other !== undefined)
        problems.push(
          `sandboxes/${id}: its name “${flatName(id)}” is that of sandboxes/${other} as well; rename one of them`,
        );
      names.set(flatName(id), id);
    }
    return problems;
  }

  #written(file: string): WrittenText | null {
    if (!existsSync(join(this.root, file))) return null;
    const { mtimeMs, size } = statSync(join(this.root, file));
    const stamp = `${mtimeMs}:${size}`;
    const kept = this.#texts.get(file);
    if (kept?.stamp === stamp) return kept.value;
    const source = readFileSync(join(this.root, file), 'utf8');
    const value = { file, source, text: readChapterText(source) };
    this.#texts.set(file, { stamp, value });
    return value;
  }

  #loaded(id: string): Sandbox | null {
    try {
      return this.sandbox(id);
    } catch (error) {
      if (error instanceof SandboxError) return null;
      throw error;
    }
  }
}

function loaded(...args: Parameters<typeof loadSandbox>): Sandbox | SandboxError {
  try {
    return loadSandbox(...args);
  } catch (error) {
    if (error instanceof SandboxError) return error;
    throw error;
  }
}
