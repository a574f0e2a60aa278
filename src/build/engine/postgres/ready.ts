/** The data directory with which PostgreSQL starts in the page: made once by PGlite itself, kept in `.cache/postgres`. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadyFile, ReadyIndex } from './load-ready.ts';

const cache = fileURLToPath(new URL('../../../../.cache/postgres', import.meta.url));
const maker = fileURLToPath(new URL('make-ready.ts', import.meta.url));
/** Milliseconds that making the directory may take; it takes about ten seconds. */
const LIMIT = 300_000;

/**
 * @param version of PGlite, and so of the directory's format
 * @returns the directory in one file, as load-ready.ts reads it
 * @throws Error when PGlite cannot make it
 */
export function readyDirectory(version: string): Uint8Array {
  const key = createHash('sha256').update(process.version);
  for (const source of [maker, fileURLToPath(import.meta.url)]) key.update(readFileSync(source));
  const file = join(cache, `${version}.${key.digest('hex').slice(0, 10)}.bin`);
  if (!existsSync(file)) {
    const made = make();
    mkdirSync(cache, { recursive: true });
    // Under its name it is whole, also when a build is stopped or two builds make it at once.
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, made);
    renameSync(fresh, file);
  }
  return readFileSync(file);
}

function make(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  try {
    const { status, signal, error, stdout, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', maker, folder],
      {
        encoding: 'utf8',
        timeout: LIMIT,
      },
    );
    if (status !== 0) {
      const why = error?.message ?? (signal === null ? stderr : `ended by ${signal}`);
      throw new Error(`PGlite could not make a data directory: ${why}`);
    }
    return pack(folder, stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Leaves out what PostgreSQL makes anew: pg_internal.init, which it keeps to start faster, and old segments of its log.
 * @param log the name of the segment of the write-ahead log that counts
 */
function pack(folder: string, log: string): Uint8Array {
  const folders: string[] = [];
  const files: ReadyFile[] = [];
  const contents: Uint8Array[] = [];
  const starts = new Map<string, number>();
  let length = 0;
  const visit = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const absolute = join(directory, entry.name);
      const path = relative(folder, absolute).replaceAll('\\', '/');
      if (entry.isDirectory()) {
        folders.push(path);
        visit(absolute);
      } else if ((entry.name !== 'pg_internal.init' && !/^pg_wal\/[0-9A-F]{24}$/.test(path)) || entry.name === log) {
        const bytes = readFileSync(absolute);
        const used = withoutZeros(bytes);
        const hash = createHash('sha256').update(used).digest('hex');
        if (!starts.has(hash)) {
          starts.set(hash, length);
          contents.push(used);
          length += used.length;
        }
        files.push([path, starts.get(hash)!, used.length, bytes.length]);
      }
    }
  };
  visit(folder);
  const index = Buffer.from(JSON.stringify({ folders, files } satisfies ReadyIndex));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(index.length);
  return Buffer.concat([head, index, ...contents]);
}

/** The bytes without the zeros at their end. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}
