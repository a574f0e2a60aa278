/**
 * PGlite, PostgreSQL as WebAssembly, as the engine ships it: its code with three changes, and the files that the code
 * reads. The changes: a new database comes from the ready directory; PostgreSQL's own files are fewer; and Emscripten's
 * sockets, which PGlite never opens, do not bring the package ws along.
 */
import type { Plugin } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { READY_FILE } from './load-ready.ts';
import { readyDirectory } from './ready.ts';

export const PGLITE = '@electric-sql/pglite';

/** A file inside pglite.data, which Emscripten puts into PostgreSQL's file system. */
interface DataFile {
  readonly filename: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Files that no program in a page needs, a fifth of all bytes: what extensions in C are built with, replication, and
 * conversions to and from encodings of East Asia.
 */
const LEFT_OUT =
  /\/(?:pgxs\/|icu\/LICENSE|libpqwalreceiver|pgoutput|utf8_and_(?:big5|euc|gb|johab|sjis|uhc)|euc|latin2_and|latin_and_mic|cyrillic_and)/;

const LIST = /\(\{files:(\[\{filename:"[\s\S]*?\]),remote_package_size:\d+\}\)/;
const INITDB =
  /(running initdb"\);)(let \w+=\{\.\.\.(\w+)\};(?:(?!running initdb)[\s\S]){0,1500}?mkdirTree\((\w+),448\)(?:(?!running initdb)[\s\S]){0,1500}?await this\.syncToFs\(\))\}/;

function dataFiles(source: string): DataFile[] {
  const list = LIST.exec(source)?.[1];
  if (list === undefined) throw unknown('the list of the files in pglite.data');
  return JSON.parse(list.replaceAll(/([{,])(\w+):/g, '$1"$2":')) as DataFile[];
}

const unknown = (what: string): Error =>
  new Error(`${PGLITE} has changed: ${what} is not where src/build/engine/postgres/pglite.ts looks for it.`);

interface SmallerData {
  readonly files: readonly DataFile[];
  readonly contents: Uint8Array;
}

/** A pglite.data with the files that stay. Those with the same contents, as many time zones are, share them. */
function smallerData(source: string, data: Uint8Array): SmallerData {
  const starts = new Map<string, number>();
  const contents: Uint8Array[] = [];
  let size = 0;
  const files = dataFiles(source)
    .filter(({ filename }) => !LEFT_OUT.test(filename))
    .map(({ filename, start, end }) => {
      const bytes = data.subarray(start, end);
      const hash = createHash('sha256').update(bytes).digest('hex');
      if (!starts.has(hash)) {
        starts.set(hash, size);
        contents.push(bytes);
        size += bytes.length;
      }
      const from = starts.get(hash)!;
      return { filename, start: from, end: from + bytes.length };
    });
  return { files, contents: Buffer.concat(contents) };
}

/**
 * @param home the folder in which PGlite is installed
 * @returns a file of those that pglite.data holds
 */
export function dataFileOf(home: string, path: string): Uint8Array {
  const file = dataFiles(readFileSync(join(home, 'dist/index.cjs'), 'utf8')).find(({ filename }) => filename === path);
  if (!file) throw unknown(path);
  return readFileSync(join(home, 'dist/pglite.data')).subarray(file.start, file.end);
}

/** The changes to the library's main file, for bundlePackage. */
export const pglite: Plugin = {
  name: 'pglite',
  setup({ onLoad }) {
    onLoad({ filter: /@electric-sql[\\/]pglite[\\/]dist[\\/]index\.cjs$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!INITDB.test(source)) throw unknown('the call of initdb');
      const { files, contents: data } = smallerData(source, readFileSync(join(dirname(path), 'pglite.data')));
      const loader = fileURLToPath(new URL('load-ready.ts', import.meta.url));
      const contents = source
        .replaceAll(/\brequire\("ws"\)/g, 'undefined')
        .replace(LIST, () => `({files:${JSON.stringify(files)},remote_package_size:${data.length}})`)
        .replace(
          INITDB,
          (_all, log: string, initdb: string, options: string, folder: string) =>
            `${log}if(!await require(${JSON.stringify(loader)}).loadReady(this.mod.FS,${folder},${options})){${initdb}}}`,
        );
      return { contents, loader: 'js' };
    });
  },
};

/**
 * @param home the folder in which PGlite is installed
 * @returns the files that the bundle reads, by their names beside it
 */
export function pgliteAssets(home: string): Record<string, Uint8Array> {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const dist = join(home, 'dist');
  const data = smallerData(readFileSync(join(dist, 'index.cjs'), 'utf8'), readFileSync(join(dist, 'pglite.data')));
  return {
    'pglite.wasm': readFileSync(join(dist, 'pglite.wasm')),
    'initdb.wasm': readFileSync(join(dist, 'initdb.wasm')),
    'pglite.data': data.contents,
    [READY_FILE]: readyDirectory(version),
  };
}
