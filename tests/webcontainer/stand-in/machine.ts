/** The machine of the stand-in, in place of StackBlitz's container: real Node and a real temporary folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { watch, type FSWatcher } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, MachineEvent, RunRequest } from './protocol.ts';

interface Tree {
  readonly d: Readonly<Record<string, Tree | { readonly f: { readonly c: string; readonly b?: boolean } }>>;
}

interface Running {
  readonly child: ChildProcess;
  readonly ports: Set<number>;
  /** Events of the process from before anybody listened. */
  readonly events: MachineEvent[];
  listening: boolean;
}

const bin = join(import.meta.dirname, 'bin');

export class Machine {
  /** Commands that were run, for tests that look at them. */
  readonly commands: string[] = [];
  readonly #node: string;
  readonly #running = new Map<number, Running>();
  /** Processes that have ended before anybody listened. */
  readonly #unheard = new Map<number, Running>();
  readonly #watchers = new Map<number, FSWatcher>();
  #root = '';
  #home = '';
  #events: MachineEvent[] = [];
  #waiting: ((events: MachineEvent[]) => void) | undefined;
  #next = 1;
  builds = 0;

  /** @param node the Node that runs programs */
  constructor(node = process.execPath) {
    this.#node = node;
  }

  async call(call: Call): Promise<unknown> {
    switch (call.method) {
      case 'build':
        return this.#build(call.name);
      case 'mount':
        return this.#mount(JSON.parse(call.tree) as Tree, this.#home);
      case 'readFile':
        return (await readFile(this.#path(call.path))).toString('latin1');
      case 'writeFile':
        return writeFile(this.#path(call.path), Buffer.from(call.bytes, 'latin1'));
      case 'readdir':
        return readdir(this.#path(call.path));
      case 'mkdir':
        return void (await mkdir(this.#path(call.path), { recursive: call.recursive }));
      case 'rm':
        return rm(this.#path(call.path), call);
      case 'watch':
        return this.#watch(this.#path(call.path));
      case 'unwatch':
        return void this.#watchers.get(call.watcher)?.close();
      case 'run':
        return this.#run(call.request);
      case 'listen':
        return this.#listen(call.pid);
      case 'write':
        return this.#write(call.pid, call.text);
      case 'kill':
        return void this.#running.get(call.pid)?.child.kill('SIGKILL');
      case 'teardown':
        return this.close();
    }
  }

  /** The events since the last call; waits until there are some. */
  events(): Promise<MachineEvent[]> {
    if (this.#events.length > 0) return Promise.resolve(this.#events.splice(0));
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** Fails as if the container itself had failed. */
  fail(message: string): void {
    this.#say({ type: 'error', message });
  }

  get processes(): number {
    return this.#running.size;
  }

  async close(): Promise<void> {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    for (const { child } of this.#running.values()) child.kill('SIGKILL');
    while (this.#running.size > 0) await sleep(10);
    if (this.#root !== '') await rm(this.#root, { recursive: true, force: true });
  }

  async #build(name: string): Promise<string> {
    this.builds += 1;
    this.#root = await realpath(await mkdtemp(join(tmpdir(), 'stand-in-')));
    this.#home = join(this.#root, 'home', name);
    await mkdir(this.#home, { recursive: true });
    await mkdir(join(this.#root, 'bin'));
    await symlink(this.#node, join(this.#root, 'bin/node'));
    // The shell of a WebContainer; the stand-in's has no terminal.
    await symlink('/bin/sh', join(this.#root, 'bin/jsh'));
    await writeFile(join(this.#root, 'bin/npm'), `#!/bin/sh\nexec node ${JSON.stringify(join(bin, 'npm.mjs'))} "$@"\n`);
    await chmod(join(this.#root, 'bin/npm'), 0o755);
    return this.#home;
  }

  async #mount(tree: Tree, folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    for (const [name, entry] of Object.entries(tree.d)) {
      const path = join(folder, name);
      if ('f' in entry) await writeFile(path, entry.f.c, entry.f.b ? 'latin1' : 'utf8');
      else await this.#mount(entry, path);
    }
  }

  #run({ command, args, cwd = '.', env = {} }: RunRequest): number {
    this.commands.push([command, ...args].join(' '));
    const options = `${env['NODE_OPTIONS'] ?? ''} --require=${join(bin, 'ports.cjs')}`;
    const child = spawn(command, args, {
      cwd: this.#path(cwd),
      env: { PATH: `${join(this.#root, 'bin')}:/usr/bin:/bin`, HOME: this.#home, ...env, NODE_OPTIONS: options },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    const pid = this.#next++;
    const entry: Running = { child, ports: new Set(), events: [], listening: false };
    this.#running.set(pid, entry);
    const say = (event: MachineEvent): void => (entry.listening ? this.#say(event) : void entry.events.push(event));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (bytes: Buffer) => say({ type: 'output', pid, bytes: bytes.toString('latin1') }));
    }
    const port = (number: number, open: boolean): void => {
      if (open) entry.ports.add(number);
      else entry.ports.delete(number);
      say({ type: 'port', port: number, open });
    };
    child.stdio[3]?.on('data', (bytes: Buffer) => {
      for (const [, sign, number] of bytes.toString().matchAll(/([+-])(\d+)\n/g)) port(Number(number), sign === '+');
    });
    child.stdin?.on('error', () => {});
    child.on('error', () => {});
    child.on('close', (code, signal) => {
      for (const number of entry.ports) port(number, false);
      // A shell gives 128 plus the signal's number.
      say({ type: 'exit', pid, code: code ?? (signal === 'SIGKILL' ? 137 : 143) });
      this.#running.delete(pid);
      if (!entry.listening) this.#unheard.set(pid, entry);
    });
    return pid;
  }

  #listen(pid: number): void {
    const entry = this.#running.get(pid) ?? this.#unheard.get(pid);
    this.#unheard.delete(pid);
    if (!entry) return;
    entry.listening = true;
    for (const event of entry.events.splice(0)) this.#say(event);
  }

  /** Writes to a process as a terminal does: Ctrl+D is the end of the input, the Enter key the end of a line. */
  #write(pid: number, text: string): void {
    const stdin = this.#running.get(pid)?.child.stdin;
    if (text === '\x04') stdin?.end();
    else stdin?.write(text.replaceAll('\r', '\n'));
  }

  #watch(path: string): number {
    const watcher = this.#next++;
    this.#watchers.set(
      watcher,
      watch(path, { recursive: true }, (event, name) => {
        if (name !== null) this.#say({ type: 'watch', watcher, event, name });
      }),
    );
    return watcher;
  }

  #path(path: string): string {
    return join(this.#home, path);
  }

  #say(event: MachineEvent): void {
    this.#events.push(event);
    this.#waiting?.(this.#events.splice(0));
    this.#waiting = undefined;
  }
}
