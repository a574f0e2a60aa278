/** Runs a project and its check in real Node, with a clock and wires that the check steers. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CHECK,
  endedWithoutListening,
  type CheckedProject,
  type CheckOutcome,
  type LabAnswer,
  type LabCall,
} from '../../src/lab/lab-call.ts';
import { FROZEN_INSTANT } from '../../src/sandbox/frozen-instant.ts';
import { root } from '../lib/build-site.ts';
import { LabClock } from './lab-clock.ts';
import { Wires } from './wires.ts';

type FromChild =
  | { readonly type: 'listening'; readonly claimed: number; readonly real: number }
  | ({ readonly type: 'lab' } & LabCall);

/** @throws Error with a sentence when a process of the project ends without listening */
export async function runCheckInNode(project: CheckedProject): Promise<CheckOutcome> {
  const lab = new Lab(project);
  try {
    return await lab.run();
  } finally {
    await lab.end();
  }
}

class Lab {
  readonly #project: CheckedProject;
  readonly #base = realpathSync(mkdtempSync(join(tmpdir(), 'lab-')));
  readonly #folder: string;
  readonly #children = new Map<string, ChildProcess>();
  readonly #wires: Wires;
  readonly #clock: LabClock;

  constructor(project: CheckedProject) {
    this.#project = project;
    this.#folder = join(this.#base, project.name);
    for (const [path, contents] of Object.entries(project.files)) this.#write(join(this.#folder, path), contents);
    this.#write(
      join(this.#folder, 'node_modules/lab/package.json'),
      '{"name":"lab","type":"module","exports":"./lab.mjs"}',
    );
    cpSync(join(root, 'src/lab/lab.mjs'), join(this.#folder, 'node_modules/lab/lab.mjs'));
    for (const name of project.dependencies) {
      mkdirSync(dirname(join(this.#folder, 'node_modules', name)), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(this.#folder, 'node_modules', name), 'junction');
    }
    const names = [...Object.keys(project.processes), CHECK];
    for (const name of names) mkdirSync(this.#portsOf(name));
    this.#wires = new Wires(
      names,
      (name) => this.#portsOf(name),
      () => this.#clock.now,
    );
    this.#clock = new LabClock(FROZEN_INSTANT, () => this.#children.values(), this.#wires);
  }

  async run(): Promise<CheckOutcome> {
    await Promise.all(Object.keys(this.#project.processes).map((name) => this.#start(name)));
    const check = this.#fork(CHECK, ['node', this.#project.check]);
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      check[stream]?.setEncoding('utf8').on('data', (text: string) => (printed[stream] += text));
    const [code] = (await once(check, 'close')) as [number | null];
    return { ...printed, code };
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

  #fork(name: string, [, file = '', ...args]: readonly string[]): ChildProcess {
    const child = fork(join(this.#folder, file), args, {
      cwd: this.#folder,
      silent: true,
      execArgv: ['--require', join(import.meta.dirname, 'preload.cjs')],
      env: { PATH: process.env['PATH'], LAB_PORTS: this.#portsOf(name), LAB_NOW: String(this.#clock.now) },
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

  /** Resolves when it listens and the others can connect. */
  #start(name: string): Promise<void> {
    const command = this.#project.processes[name];
    if (command === undefined) return Promise.reject(new Error(`There is no process named “${name}”.`));
    if (this.#children.has(name)) return Promise.resolve();
    const child = this.#fork(name, command.split(/\s+/));
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return new Promise((resolve, reject) => {
      child.on('message', (message: FromChild) => {
        if (message.type === 'listening') this.#wires.open(name, message.claimed, message.real).then(resolve, reject);
      });
      child.once('close', () => reject(new Error(endedWithoutListening(name, stderr))));
    });
  }

  async #finish(name: string, signal: NodeJS.Signals): Promise<void> {
    const child = this.#children.get(name);
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async #answer(child: ChildProcess, call: LabCall): Promise<void> {
    const answer: LabAnswer = await this.#perform(call).then(
      () => ({ type: 'answer', id: call.id }),
      (error: Error) => ({ type: 'answer', id: call.id, error: error.message }),
    );
    if (child.connected) child.send(answer);
  }

  async #perform({ call, values }: LabCall): Promise<void> {
    switch (call) {
      case 'advance':
        return this.#clock.advance(values[0]);
      case 'link':
        return this.#wires.set(...values);
      case 'start':
        return this.#start(values[0]);
      case 'stop':
        return this.#finish(values[0], 'SIGTERM');
      case 'kill':
        return this.#finish(values[0], 'SIGKILL');
    }
  }
}
