/** Runs a folder with its packages in real Node, and mounted in the embedded engine, at the same path. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { collect, pathInEngine, type Collected } from '../../scripts/sandbox/collect.ts';
import type { PackageBundle } from '../../src/build/engine/packages.ts';
import { parseCommand } from '../../src/engine/embedded/host/command.ts';
import type { EnginePage } from '../support/engine-page.ts';
import { normalize } from './normalize.ts';
import type { Outcome } from './run.ts';

/** Milliseconds a program may take. */
const LIMIT = 30_000;

/** @param command of the form `node file.js` */
export async function runFolderInNode(folder: string, command: string, args: readonly string[] = []): Promise<Outcome> {
  const parsed = parseCommand('main', { command, args });
  if (typeof parsed === 'string') throw new Error(parsed);
  const base = mkdtempSync(join(tmpdir(), 'p'));
  try {
    const outputs = [join(base, '1'), join(base, '2')] as const;
    const descriptors = outputs.map((path) => openSync(path, 'w'));
    const child = spawn(process.execPath, [...parsed.execArgv, ...parsed.argv], {
      argv0: 'node',
      cwd: folder,
      stdio: ['ignore', ...descriptors],
      env: { PATH: process.env['PATH'], HOME: '/home/reader', TZ: process.env['TZ'], ...parsed.env },
      timeout: LIMIT,
      killSignal: 'SIGKILL',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    descriptors.forEach(closeSync);
    const [stdout, stderr] = outputs.map((path) => normalize(readFileSync(path, 'utf8'), '')) as [string, string];
    return { stdout, stderr, code };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

export interface EngineOutcome extends Outcome {
  readonly notices: readonly string[];
  readonly collected: Collected;
}

/** @param bundles mounted beside the folder in place of all the packages that it names */
export async function runFolderInEngine(
  page: EnginePage,
  folder: string,
  command: string,
  args: readonly string[] = [],
  bundles?: readonly PackageBundle[],
): Promise<EngineOutcome> {
  const collected = collect(folder, undefined, bundles === undefined);
  const files = Object.fromEntries(
    (bundles ?? []).flatMap((bundle) =>
      Object.entries(bundle.files).map(([path, contents]) => [`node_modules/${bundle.name}/${path}`, contents]),
    ),
  );
  const project = {
    name: basename(folder),
    directory: pathInEngine(folder),
    files,
    dependencies: [],
    processes: { main: { command, args } },
  };
  const { stdout, stderr, code, notices } = await page.run(project, LIMIT, collected.archive);
  return { stdout: normalize(stdout, ''), stderr: normalize(stderr, ''), code, notices, collected };
}
