/** `npm run sandbox`, or node itself, as a terminal has it: a process with output, input, signals and an exit code. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** Milliseconds after which a run is ended, so that a test fails instead of hanging. */
const LIMIT = 90_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** The folder in which the command is called. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the command is started through npm, not directly. */
  readonly npm?: boolean;
  /** Whether node itself is started with the words, not the command. */
  readonly node?: boolean;
  /** Output is text in UTF-8, or one character for each byte. */
  readonly encoding?: 'utf8' | 'latin1';
}

export class Command {
  stdout = '';
  stderr = '';
  readonly #child: ChildProcessWithoutNullStreams;
  #more = Promise.withResolvers<void>();
  readonly #ended: Promise<Ended>;

  constructor(
    words: readonly string[],
    { cwd = root, env = {}, npm = false, node = false, encoding = 'utf8' }: CommandOptions = {},
  ) {
    const [program, ...start] = npm
      ? ['npm', '--prefix', root, 'run', '--silent', 'sandbox', '--']
      : node
        ? [process.execPath]
        : [process.execPath, join(root, 'scripts/sandbox.ts')];
    const { INIT_CWD: _, NODE_OPTIONS: __, ...outer } = process.env;
    this.#child = spawn(program, [...start, ...words], {
      cwd,
      env: { ...outer, ...env },
      argv0: 'node',
      timeout: LIMIT,
      killSignal: 'SIGKILL',
    });
    for (const stream of ['stdout', 'stderr'] as const) {
      this.#child[stream].setEncoding(encoding).on('data', (text: string) => {
        this[stream] += text;
        this.#more.resolve();
        this.#more = Promise.withResolvers();
      });
    }
    this.#ended = once(this.#child, 'close').then(([code]) => {
      return { code: code as number | null, stdout: this.stdout, stderr: this.stderr };
    });
  }

  get input(): ChildProcessWithoutNullStreams['stdin'] {
    return this.#child.stdin;
  }

  /** The signal that has ended the process, if one has. */
  get endedBy(): NodeJS.Signals | null {
    return this.#child.signalCode;
  }

  /** Stops reading the output, as `| head -1` does. */
  closeOutput(): void {
    this.#child.stdout.destroy();
  }

  /** Reads the output a part at a time, with pauses. */
  readSlowly(): void {
    const { stdout } = this.#child;
    stdout.on('data', () => {
      stdout.pause();
      setTimeout(() => stdout.resume(), 2);
    });
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resolves once the output so far matches. @throws Error when the process has ended without */
  async printed(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<void> {
    while (!pattern.test(this[stream])) {
      const ended = await Promise.race([this.#more.promise, this.#ended]);
      if (ended && !pattern.test(this[stream]))
        throw new Error(
          `It ended (${ended.code}) and its ${stream} does not match ${pattern}:\n${ended.stdout}${ended.stderr}`,
        );
    }
  }

  ended(): Promise<Ended> {
    return this.#ended;
  }
}

/** Runs the command to its end. */
export const runCommand = (words: readonly string[], options?: CommandOptions): Promise<Ended> =>
  new Command(words, options).ended();

/** Folders below one temporary folder, which goes when the tests have ended. */
export class Folders {
  readonly base = realpathSync(mkdtempSync(join(tmpdir(), 'sandbox-command-')));

  /** @returns the folder, with these files in it */
  write(name: string, files: Readonly<Record<string, string>>): string {
    const folder = join(this.base, name);
    for (const [path, contents] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), contents);
    }
    return folder;
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** A server on a port of this machine that was free. */
export async function occupyPort(): Promise<{ readonly port: number; release(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  const { port, release } = await occupyPort();
  await release();
  return port;
}
