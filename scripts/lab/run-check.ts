/** Runs a project and its check in real Node, with a clock and wires that the check steers. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ProcessCommand } from '../../src/engine/engine.ts';
import { parseCommand } from '../../src/engine/embedded/host/command.ts';
import {
  CHECK,
  checkedProject,
  CheckError,
  commandsOf,
  endedWithoutListening,
  labFiles,
  LIMIT,
  neverEnded,
  neverListened,
  notBegun,
  outcomeOf,
  type Assertion,
  type CheckedProject,
  type CheckedSandbox,
  type CheckOutcome,
} from '../../src/lab/check.ts';
import type { LabAnswer, LabCall } from '../../src/lab/lab-call.ts';
import { FROZEN_INSTANT } from '../../src/sandbox/frozen-instant.ts';
import { root } from '../lib/build-site.ts';
import { LabClock } from './lab-clock.ts';
import { Wires } from './wires.ts';

type FromChild =
  | { readonly type: 'listening'; readonly claimed: number; readonly real: number }
  | ({ readonly type: 'lab' } & LabCall);

export interface NodeCheckOptions {
  /** Milliseconds that the check may take, and the processes before it to listen. Default 60,000. */
  readonly limit?: number;
}

/**
 * Runs the check of a sandbox.
 *
 * @param edits path to text, in place of the starter's files or beside them: those of the solution, for one
 * @returns the outcome; when the check could not begin, its `problem` says why
 */
export async function runCheckInNode(
  sandbox: CheckedSandbox,
  edits: Readonly<Record<string, string>>,
  options?: NodeCheckOptions,
): Promise<CheckOutcome> {
  try {
    return await runProjectInNode(checkedProject(sandbox, edits), options);
  } catch (error) {
    if (error instanceof CheckError) return notBegun(error.message);
    throw error;
  }
}

/**
 * @returns the outcome of the project's check
 * @throws CheckError with a sentence when a process of the project cannot be started, or does not listen
 */
export async function runProjectInNode(
  project: CheckedProject,
  { limit = LIMIT }: NodeCheckOptions = {},
): Promise<CheckOutcome> {
  const lab = new Lab(project, limit);
  try {
    return await lab.run();
  } finally {
    await lab.end();
  }
}

class Lab {
  readonly #commands: Readonly<Record<string, ProcessCommand>>;
  /** Names of the project's own processes. */
  readonly #names: readonly string[];
  readonly #limit: number;
  readonly #assertions: Assertion[] = [];
  readonly #base = realpathSync(mkdtempSync(join(tmpdir(), 'lab-')));
  readonly #folder: string;
  readonly #children = new Map<string, ChildProcess>();
  readonly #wires: Wires;
  readonly #clock: LabClock;

  constructor(project: CheckedProject, limit: number) {
    this.#commands = commandsOf(project);
    this.#names = Object.keys(project.processes);
    this.#limit = limit;
    this.#folder = join(this.#base, project.name);
    const lab = readFileSync(join(root, 'src/lab/lab.mjs'), 'utf8');
    for (const [path, contents] of Object.entries({ ...project.files, ...labFiles(lab) }))
      this.#write(join(this.#folder, path), contents);
    for (const name of project.dependencies) {
      mkdirSync(dirname(join(this.#folder, 'node_modules', name)), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(this.#folder, 'node_modules', name), 'junction');
    }
    const names = [...this.#names, CHECK];
    for (const name of names) mkdirSync(this.#portsOf(name));
    this.#wires = new Wires(
      names,
      (name) => this.#portsOf(name),
      () => this.#clock.now,
    );
    this.#clock = new LabClock(FROZEN_INSTANT, () => this.#children.values(), this.#wires);
  }

  async run(): Promise<CheckOutcome> {
    await Promise.all(this.#names.map((name) => this.#start(name)));
    const check = this.#fork(CHECK);
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      check[stream]?.setEncoding('utf8').on('data', (text: string) => (printed[stream] += text));
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => resolve('late'), this.#limit);
    const closed = once(check, 'close') as Promise<[number | null]>;
    const end = await Promise.race([closed, late]);
    clearTimeout(timer);
    const assertions = [...this.#assertions];
    return end === 'late'
      ? outcomeOf({ assertions, ...printed, code: null }, neverEnded(this.#limit))
      : outcomeOf({ assertions, ...printed, code: end[0] });
  }

  async end(): Promise<void> {
    await Promise.all([...this.#children.keys()].map((name) => this.#finish(name, 'SIGKILL')));
    this.#wires.end();
    rmSync(this.#base, { recursive: true, force: true });
  }

  #portsOf(name: string): string {
    return join(this.#base, `ports-${name}`);
  }

  #write(path: string, contents: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }

  #fork(name: string): ChildProcess {
    const command = parseCommand(name, this.#commands[name] ?? '');
    if (typeof command === 'string') throw new CheckError(command);
    const [file = '', ...args] = command.argv;
    const child = fork(join(this.#folder, file), args, {
      cwd: this.#folder,
      silent: true,
      execArgv: ['--require', join(import.meta.dirname, 'preload.cjs'), ...command.execArgv],
      env: {
        PATH: process.env['PATH'],
        ...command.env,
        LAB_PORTS: this.#portsOf(name),
        LAB_NOW: String(this.#clock.now),
      },
    });
    child.stdout?.resume();
    child.stderr?.resume();
    this.#children.set(name, child);
    child.on('message', (message: FromChild) => {
      if (message.type === 'lab') void this.#answer(child, message);
    });
    child.once('exit', () => {
      if (this.#children.get(name) === child) this.#children.delete(name);
      this.#wires.close(name);
    });
    return child;
  }

  /** Starts a process; resolves when it listens and the others can connect. */
  async #start(name: string): Promise<void> {
    if (!this.#names.includes(name)) throw new CheckError(`There is no process named “${name}”.`);
    if (this.#children.has(name)) return;
    const child = this.#fork(name);
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    child.on('message', (message: FromChild) => {
      if (message.type === 'listening') this.#wires.open(name, message.claimed, message.real).then(resolve, reject);
    });
    child.once('close', () => reject(new CheckError(endedWithoutListening(name, stderr))));
    const timer = setTimeout(() => reject(new CheckError(neverListened(name, this.#limit))), this.#limit);
    return promise.finally(() => clearTimeout(timer));
  }

  async #finish(name: string, signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#children.get(name);
    if (!child) return null;
    const gone = once(child, 'exit') as Promise<[code: number | null]>;
    child.kill(signal);
    const [code] = await gone;
    return code;
  }

  async #answer(child: ChildProcess, call: LabCall): Promise<void> {
    const answer: LabAnswer = await this.#perform(call).then(
      (value) => ({ type: 'answer', id: call.id, ...(value !== undefined && { value }) }),
      (error: Error) => ({ type: 'answer', id: call.id, error: error.message }),
    );
    if (child.connected) child.send(answer);
  }

  async #perform({ call, values }: LabCall): Promise<number | null | void> {
    switch (call) {
      case 'advance':
        return this.#clock.advance(values[0]);
      case 'faults':
        return this.#wires.set(...values);
      case 'start':
        return this.#start(values[0]);
      case 'stop':
        return this.#finish(values[0], 'SIGTERM');
      case 'kill':
        return this.#finish(values[0], 'SIGKILL');
      case 'report':
        this.#assertions.push(values[0]);
    }
  }
}
