/**
 * Part of PGlite's bundle: fills a new data directory from the one that was made when the site was built, in place of
 * running initdb, which takes eleven times as long. The program notices nothing but the time.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of the data directory: path, start and length of its contents in the file's bytes, and its size. */
export type ReadyFile = readonly [path: string, start: number, length: number, size: number];

/** What the ready directory's file begins with, after the length of this as a little-endian 32-bit number. */
export interface ReadyIndex {
  readonly folders: readonly string[];
  /** Files of the same contents share them. A file is filled with zeros up to its size. */
  readonly files: readonly ReadyFile[];
}

/** The name of the ready directory's file, beside the bundle. */
export const READY_FILE = 'pgdata.bin';

/** The part of Emscripten's file system that is used here. */
interface EmscriptenFiles {
  mkdirTree(path: string, mode?: number): void;
  writeFile(path: string, contents: Uint8Array, options?: { readonly canOwn?: boolean }): void;
}

/** Options of PGlite by which a program chooses another PostgreSQL than the built one, or other words for initdb. */
const CHOSEN = ['initDbStartParams', 'pgliteWasmModule', 'initdbWasmModule', 'fsBundle', 'icuDataDir'];

/**
 * @param folder the data directory in PostgreSQL's own files
 * @param options as the program gave them to PGlite
 * @returns false when initdb has to run after all
 */
export async function loadReady(
  files: EmscriptenFiles,
  folder: string,
  options: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  if (CHOSEN.some((name) => options[name] !== undefined)) return false;
  const bytes = await readFile(join(__dirname, READY_FILE));
  const start = 4 + bytes.readUInt32LE(0);
  const index = JSON.parse(bytes.toString('utf8', 4, start)) as ReadyIndex;
  files.mkdirTree(folder, 0o700);
  for (const path of index.folders) files.mkdirTree(`${folder}/${path}`, 0o700);
  for (const [path, offset, length, size] of index.files) {
    // Each file gets memory of its own, which PostgreSQL writes to.
    const contents = new Uint8Array(size);
    contents.set(bytes.subarray(start + offset, start + offset + length));
    files.writeFile(`${folder}/${path}`, contents, { canOwn: true });
  }
  return true;
}
