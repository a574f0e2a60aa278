/** The processes of a session in a container. */
import type { WebContainer, WebContainerProcess } from '@webcontainer/api';
import type { ProcessInfo, Project, Result, SessionEvent } from '../engine.ts';
import { readCommand } from '../shared/command.ts';
import { failure } from '../shared/failure.ts';
import { within } from './within.ts';

interface Slot {
  readonly name: string;
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
  pid: number;
  state: ProcessInfo['state'];
  exitCode: number | null;
  signal: string | null;
  readonly ports: Set<number>;
  process: WebContainerProcess | undefined;
  input: WritableStreamDefaultWriter<string> | undefined;
  killed: boolean;
  gone: PromiseWithResolvers<void>;
}

/** Milliseconds that the last output may come after the exit. */
const LAST_OUTPUT = 500;
const KILL_TIMEOUT = 10_000;

/** Variables that keep programs from printing colors, since the log is no terminal. */
const PLAIN = { NO_COLOR: '1', LANG: 'C.UTF-8' };

export class Processes {
  readonly #container: WebContainer;
  readonly #project: Project;
  readonly #emit: (event: SessionEvent) => void;
  readonly #slots = new Map<string, Slot>();
  #nextPid = 1;

  constructor(container: WebContainer, project: Project, emit: (event: SessionEvent) => void) {
    this.#container = container;
    this.#project = project;
    this.#emit = emit;
    for (const [name, command] of Object.entries(project.processes)) {
      const { line, env } = readCommand(command);
      const gone = Promise.withResolvers<void>();
      gone.resolve();
      this.#slots.set(name, {
        name,
        command: line,
        env,
        pid: 0,
        state: 'exited',
        exitCode: null,
        signal: null,
        ports: new Set(),
        process: undefined,
        input: undefined,
        killed: false,
        gone,
      });
    }
  }

  names(): string[] {
    return [...this.#slots.keys()];
  }

  all(): ProcessInfo[] {
    return [...this.#slots.values()].map(info);
  }

  /**
   * @param preloads modules that the process imports before its program, by absolute path
   * @param prepare is awaited before the process starts, when its state is `starting` already
   */
  async start(name: string, preloads: readonly string[], prepare: () => Promise<Result<{}>>): Promise<Result<{}>> {
    const slot = this.#slots.get(name);
    if (!slot) return this.#unknown(name);
    if (slot.state !== 'exited') return { ok: true };
    const { line, program, words, args, env } = readCommand(this.#project.processes[name] ?? '');
    if (program === '')
      return failure(
        'project',
        `The process "${name}" is started by "${line}", which names no program. Write one, as in "node server.js".`,
      );
    Object.assign(slot, {
      pid: this.#nextPid++,
      state: 'starting',
      exitCode: null,
      signal: null,
      killed: false,
      gone: Promise.withResolvers<void>(),
    });
    this.#emit({ type: 'state', process: info(slot) });
    const prepared = await prepare();
    if (!prepared.ok || slot.killed) {
      this.#gone(slot, null);
      return prepared;
    }
    const imports = preloads.map((path) => `--import=${path}`);
    const all = [...words, ...args];
    try {
      // Other programs may start Node by themselves, as npm does.
      const options: Record<string, string> =
        program === 'node' || imports.length === 0 ? {} : { NODE_OPTIONS: imports.join(' ') };
      const process = await this.#container.spawn(program, program === 'node' ? [...imports, ...all] : all, {
        cwd: this.#project.name,
        env: { ...PLAIN, ...options, ...env },
      });
      this.#run(slot, process);
      return { ok: true };
    } catch (error) {
      this.#gone(slot, null);
      return failure('project', `The process "${name}" could not be started by "${line}": ${(error as Error).message}`);
    }
  }

  async kill(name: string): Promise<Result<{}>> {
    const slot = this.#slots.get(name);
    if (!slot) return this.#unknown(name);
    if (slot.state === 'exited') return { ok: true };
    slot.killed = true;
    slot.process?.kill();
    const gone = await within(slot.gone.promise, KILL_TIMEOUT);
    return gone === 'late'
      ? failure('timeout', `The process "${name}" is still there ${KILL_TIMEOUT / 1000} seconds after it was killed.`)
      : { ok: true };
  }

  async input(name: string, bytes: Uint8Array | null): Promise<Result<{}>> {
    const slot = this.#slots.get(name);
    if (!slot) return this.#unknown(name);
    if (slot.state !== 'running') return failure('project', `The process "${name}" is not running.`);
    // Standard input is a terminal, where Ctrl+D ends it.
    await slot.input?.write(bytes === null ? '\x04' : new TextDecoder().decode(bytes));
    return { ok: true };
  }

  /** The container says that a port was opened or closed; it does not say by which process. */
  port(port: number, open: boolean): void {
    const slot = open ? this.#listener(port) : [...this.#slots.values()].find(({ ports }) => ports.has(port));
    if (!slot || slot.ports.has(port) === open) return;
    if (open) slot.ports.add(port);
    else slot.ports.delete(port);
    this.#emit({ type: open ? 'listening' : 'closed', process: slot.name, port });
  }

  /** Kills all at once, without waiting. */
  killAll(): void {
    for (const slot of this.#slots.values()) {
      if (slot.state === 'exited') continue;
      slot.killed = true;
      slot.process?.kill();
      this.#gone(slot, null);
    }
  }

  /**
   * The process that was told to listen on the port; else one that listens nowhere yet. The container may tell of a
   * port before the start of its process has ended.
   */
  #listener(port: number): Slot | undefined {
    const alive = [...this.#slots.values()].filter(({ state }) => state !== 'exited');
    return (
      alive.find(({ env }) => env['PORT'] === String(port)) ??
      alive.find(({ ports, env }) => ports.size === 0 && env['PORT'] === undefined) ??
      alive[0]
    );
  }

  #run(slot: Slot, process: WebContainerProcess): void {
    slot.process = process;
    slot.input = process.input.getWriter();
    slot.state = 'running';
    this.#emit({ type: 'state', process: info(slot) });
    const { pid } = slot;
    // A terminal has one stream, and ends lines with a carriage return too.
    const output = process.output
      .pipeTo(
        new WritableStream({
          write: (text) => {
            if (slot.pid === pid)
              this.#emit({ type: 'output', process: slot.name, stream: 'stdout', text: text.replaceAll('\r\n', '\n') });
          },
        }),
      )
      .catch(() => {});
    void process.exit.then(async (code) => {
      await within(output, LAST_OUTPUT);
      if (slot.pid === pid) this.#gone(slot, code);
    });
    if (slot.killed) process.kill();
  }

  #gone(slot: Slot, code: number | null): void {
    if (slot.state === 'exited') return;
    for (const port of slot.ports) this.#emit({ type: 'closed', process: slot.name, port });
    Object.assign(slot, {
      state: 'exited',
      exitCode: slot.killed ? null : code,
      signal: slot.killed ? 'SIGKILL' : null,
      process: undefined,
      input: undefined,
    });
    slot.ports.clear();
    slot.gone.resolve();
    this.#emit({ type: 'state', process: info(slot) });
  }

  #unknown(name: string): Result<{}> {
    return failure(
      'project',
      `There is no process named "${name}". There ${this.#slots.size === 1 ? 'is' : 'are'}: ${this.names().join(', ')}.`,
    );
  }
}

function info({ name, command, pid, state, exitCode, signal, ports }: Slot): ProcessInfo {
  return { name, command, pid, state, ports: [...ports], exitCode, signal };
}
