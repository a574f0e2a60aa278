/** Runs a project and its check in real Node, with a clock and wires that the check steers. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHECK, type CheckedProject, type CheckOutcome, type LabAnswer, type LabCall } from '../../src/lab/lab-call.ts';
import { root } from '../lib/build-site.ts';
import { Wires } from './wires.ts';

/** How often every process must have had its turns without anything coming over a wire, before time goes on. */
const ROUNDS = 6;
/** Real milliseconds between two of them. */
const PAUSE = 3;

type FromChild =
  | { readonly type: 'listening'; readonly claimed: number; readonly real: number }
  | { readonly type: 'clock'; readonly next: number | null }
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
  #now = Date.now();

  constructor(project: CheckedProject) {
    this.#project = project;
    this.#folder = join(this.#base, project.name);
    for (const [path, contents] of Object.entries(project.files)) this.#write(join(this.#folder, path), contents);
    this.#write(join(this.#folder, 'node_modules/lab/package.json'), '{"name":"lab","type":"module","exports":"./lab.mjs"}');
    cpSync(join(root, 'src/lab/lab.mjs'), join(this.#folder, 'node_modules/lab/lab.mjs'));
    for (const name of project.dependencies) {
      mkdirSync(dirname(join(this.#folder, 'node_modules', name)), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(this.#folder, 'node_modules', name), 'junction');
    }
    const names = [...Object.keys(project.processes), CHECK];
    for (const name of names) mkdirSync(this.#portsOf(name));
    this.#wires = new Wires(names, (name) => this.#portsOf(name), () => this.#now);
  }

  async run(): Promise<CheckOutcome> {
    await Promise.all(Object.keys(this.#project.processes).map((name) => this.#start(name)));
    const check = this.#fork(CHECK, ['node', this.#project.check]);
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) check[stream]?.setEncoding('utf8').on('data', (text: string) => (printed[stream] += text));
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
      cwd: this.#folder, silent: true, execArgv: ['--require', join(import.meta.dirname, 'preload.cjs')],
      env: { PATH: process.env['PATH'], LAB_PORTS: this.#portsOf(name), LAB_NOW: String(this.#now) },
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
    return new Promise((resolve, reject) => {
      child.on('message', (message: FromChild) => {
        if (message.type === 'listening') this.#wires.open(name, message.claimed, message.real).then(resolve, reject);
      });
      child.once('exit', () => reject(new Error(`The process “${name}” ended without listening on a port.`)));
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
    const answer: LabAnswer = await this.#perform(call).then(() => ({ type: 'answer', id: call.id }), (error: Error) => ({ type: 'answer', id: call.id, error: error.message }));
    if (child.connected) child.send(answer);
  }

  async #perform({ call, values }: LabCall): Promise<void> {
    switch (call) {
      case 'advance':
        return this.#advance(values[0]);
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

  /** From one thing that is due to the next, whoever's it is. */
  async #advance(milliseconds: number): Promise<void> {
    const target = this.#now + milliseconds;
    for (;;) {
      const next = await this.#settle();
      this.#now = Math.min(Math.max(next, this.#now), target);
      // Who is reached by a message knows the time already.
      await this.#askClocks();
      this.#wires.run();
      if (next > target) break;
    }
    await this.#settle();
  }

  /** Gives every process the time, and turns to act on it. @returns when the next timer or message is due */
  async #settle(): Promise<number> {
    let next = Number.POSITIVE_INFINITY;
    for (let quiet = 0; quiet < ROUNDS; quiet += 1) {
      const { activity } = this.#wires;
      await sleep(PAUSE);
      const due = await this.#askClocks();
      if (this.#wires.activity !== activity) quiet = -1;
      next = Math.min(...[...due, this.#wires.next].map((time) => time ?? Number.POSITIVE_INFINITY));
    }
    return next;
  }

  #askClocks(): Promise<(number | null)[]> {
    return Promise.all([...this.#children.values()].map((child) => this.#askClock(child)));
  }

  #askClock(child: ChildProcess): Promise<number | null> {
    return new Promise((resolve) => {
      const done = (next: number | null): void => {
        child.off('message', receive).off('exit', gone);
        resolve(next);
      };
      const receive = (message: FromChild): void => {
        if (message.type === 'clock') done(message.next);
      };
      const gone = (): void => done(null);
      child.on('message', receive).on('exit', gone);
      child.send({ type: 'clock', now: this.#now }, (error) => error && done(null));
    });
  }
}
