/** Runs a program of the corpus in real Node and in the embedded engine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EnginePage } from '../support/engine-page.ts';
import { normalize } from './normalize.ts';
import type { ParityProgram } from './programs.ts';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code; null when the program had to be stopped. */
  readonly code: number | null;
}

/** Milliseconds a program may take. */
const LIMIT = 180_000;
const PACKAGES = join(import.meta.dirname, '../../node_modules');

/**
 * Runs a program in real Node, with its output in files, as in the engine. The path of the folder is as long as
 * `/home/reader/<name>` where the system's temporary folder allows, so that inspect breaks lines alike.
 */
export async function runInNode(program: ParityProgram): Promise<Outcome> {
  const base = mkdtempSync(join(tmpdir(), 'p'));
  const folder = join(base, program.name);
  try {
    for (const [path, contents] of Object.entries(program.files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), contents);
    }
    for (const dependency of program.dependencies) {
      const link = join(folder, 'node_modules', dependency);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(PACKAGES, dependency), link, 'junction');
    }
    const outputs = [join(base, '1'), join(base, '2')] as const;
    const descriptors = outputs.map((path) => openSync(path, 'w'));
    const child = spawn(process.execPath, [...program.options, program.entry], {
      argv0: 'node',
      cwd: folder,
      stdio: ['ignore', ...descriptors],
      env: { PATH: process.env['PATH'], HOME: '/home/reader', TZ: process.env['TZ'] },
      timeout: LIMIT,
      killSignal: 'SIGKILL',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    descriptors.forEach(closeSync);
    const [stdout, stderr] = outputs.map((path) => normalize(readFileSync(path, 'utf8'), program.name, folder)) as [
      string,
      string,
    ];
    return { stdout, stderr, code };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

export async function runInEngine(page: EnginePage, program: ParityProgram): Promise<Outcome> {
  const command = ['node', ...program.options, program.entry].join(' ');
  const result = await page.run(
    { name: program.name, files: program.files, processes: { main: command }, dependencies: program.dependencies },
    LIMIT,
  );
  return {
    stdout: normalize(result.stdout, program.name),
    stderr: normalize(result.stderr, program.name),
    code: result.code,
  };
}

/** The outcome as text in which a difference is easy to see. */
export const describeOutcome = ({ stdout, stderr, code }: Outcome): string =>
  `exit code ${code}\n--- stdout\n${stdout}\n--- stderr\n${stderr}\n`;
