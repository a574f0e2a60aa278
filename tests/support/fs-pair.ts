import assert from 'node:assert/strict';
import * as realFs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFsBinding } from '../../src/engine/embedded/worker/bindings/fs/index.ts';
import { createFsDirBinding } from '../../src/engine/embedded/worker/bindings/fs_dir.ts';
import { createFsEventWrapBinding } from '../../src/engine/embedded/worker/bindings/fs_event_wrap.ts';
import { FileSystem, type FileSystemOptions } from '../../src/engine/embedded/worker/vfs/file-system.ts';
import { loadNodeLibrary } from './node-library.ts';

export type Fs = typeof realFs;

/** Node's lib/fs.js and its kin, run anew on a file system in memory. */
export function createVirtualFs(options: Partial<FileSystemOptions> = {}): { fs: Fs; fileSystem: FileSystem } {
  const fileSystem = new FileSystem({
    now: Date.now,
    output: () => {},
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    ...options,
  });
  const library = loadNodeLibrary(
    (id) => id === 'fs' || id === 'fs/promises' || id.startsWith('internal/fs/'),
    (context) => ({
      fs: createFsBinding(context, fileSystem),
      fs_dir: createFsDirBinding(context, fileSystem),
      fs_event_wrap: createFsEventWrapBinding(context, fileSystem),
    }),
  );
  return { fs: library.require('fs') as Fs, fileSystem };
}

/** The parts of an error that are printed, in that order. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return { name: error.name, text: String(error.stack).split('\n')[0], properties: Object.entries(error) };
}

/** A result without the parts that two file systems cannot have in common. */
export function describe(value: unknown): unknown {
  if (value instanceof Error) return describeError(value);
  if (Array.isArray(value)) return value.map(describe);
  if (typeof value === 'object' && value !== null && 'isDirectory' in value) {
    const entry = value as realFs.Dirent & realFs.Stats;
    const kind = (['isFile', 'isDirectory', 'isSymbolicLink'] as const).filter((name) => entry[name]());
    if ('parentPath' in value) return { name: entry.name, parentPath: entry.parentPath, kind };
    const { mode, nlink, uid, gid, rdev } = entry;
    return { kind, mode, nlink, uid, gid, rdev, size: entry.isDirectory() ? 'directory' : entry.size };
  }
  return value;
}

/** A program that is run on both; it records what it sees with `log`. */
export type Program = (side: {
  readonly fs: Fs;
  /** An empty directory, under the same path on both sides. */
  readonly base: string;
  log(...values: unknown[]): void;
  /** Records what a call gives or throws; a promise's outcome in the same way. */
  attempt(call: () => unknown): Promise<void>;
}) => unknown;

async function record(fs: Fs, base: string, program: Program): Promise<unknown[]> {
  const seen: unknown[] = [];
  await program({
    fs,
    base,
    log: (...values) => void seen.push(values.map(describe)),
    async attempt(call) {
      try {
        seen.push({ value: describe(await call()) });
      } catch (error) {
        seen.push({ error: describeError(error) });
      }
    },
  });
  return seen;
}

const nobody = 65_534;

/**
 * Runs a program on the real file system and on ours and compares what it has seen.
 * @param unprivileged whether to run as a user who needs permissions, which root does not
 */
export async function compare(program: Program, { unprivileged = false } = {}): Promise<void> {
  const outer = realFs.mkdtempSync(join(tmpdir(), 'fs-pair-'));
  realFs.chmodSync(outer, 0o755);
  // some levels down, so that ".." through a link to ".." is still ours
  const base = join(outer, 'a/b/c/base');
  realFs.mkdirSync(base, { recursive: true });
  const becomeNobody = unprivileged && process.getuid?.() === 0;
  const user = becomeNobody ? { uid: nobody, gid: nobody } : {};
  try {
    let expected: unknown[];
    if (becomeNobody) realFs.chownSync(base, nobody, nobody);
    try {
      if (becomeNobody) {
        process.setegid?.(nobody);
        process.seteuid?.(nobody);
      }
      expected = await record(realFs, base, program);
    } finally {
      if (becomeNobody) {
        process.seteuid?.(0);
        process.setegid?.(0);
      }
    }
    const { fs, fileSystem } = createVirtualFs(user);
    fileSystem.mountDirectory(base);
    const actual = await record(fs, base, program);
    assert.ok(expected.length > 0, 'the program recorded nothing');
    assert.deepEqual(actual, expected);
  } finally {
    realFs.rmSync(outer, { recursive: true, force: true });
  }
}
