/** A process of the session as the page sees it: the same slot for all its starts, with the state of the last one. */
import type { ProcessCommand, ProcessInfo, Result, SessionEvent } from '../../engine.ts';
import { StandardInput } from './input.ts';
import { RepeatedOutput } from './repeated-output.ts';

export class Slot {
  readonly name: string;
  readonly command: string;
  pid = 0;
  state: ProcessInfo['state'] = 'exited';
  input = new StandardInput(false);
  /** Parts of the engine for which the process was started again. */
  readonly brought = new Set<string>();
  /** Whether the frame has been given the program; before that its files are being loaded. */
  begun = false;
  /** Resolves when the process has begun to run, or could not. */
  started = Promise.withResolvers<Result<{}>>();
  /** Resolves when the process has ended. */
  gone = Promise.withResolvers<void>();
  readonly #emit: (event: SessionEvent) => void;
  readonly #ports = new Set<number>();
  #exitCode: number | null = null;
  #signal: string | null = null;
  #output = new RepeatedOutput();

  constructor(name: string, command: ProcessCommand, emit: (event: SessionEvent) => void) {
    this.name = name;
    this.command = typeof command === 'string' ? command : command.command;
    this.#emit = emit;
    this.gone.resolve();
  }

  get info(): ProcessInfo {
    const { name, command, pid, state } = this;
    return { name, command, pid, state, ports: [...this.#ports], exitCode: this.#exitCode, signal: this.#signal };
  }

  /** Begins a start. @param keepInput whether the process may be started anew, and read its standard input again */
  reset(pid: number, keepInput: boolean): void {
    this.pid = pid;
    this.#exitCode = null;
    this.#signal = null;
    this.input = new StandardInput(keepInput);
    this.#output = new RepeatedOutput();
    this.started = Promise.withResolvers();
    this.gone = Promise.withResolvers();
  }

  setState(state: ProcessInfo['state']): void {
    this.state = state;
    this.#emit({ type: 'state', process: this.info });
  }

  /** The process is to be started again, with a part that it lacked: its output and its ports come once more. */
  repeat(): void {
    this.#output.repeat();
    for (const port of this.#ports) this.#emit({ type: 'closed', process: this.name, port });
    this.#ports.clear();
  }

  print(stream: 'stdout' | 'stderr', output: string): void {
    const text = this.#output.fresh(stream, output);
    if (text !== '') this.#emit({ type: 'output', process: this.name, stream, text });
  }

  notice(text: string): void {
    this.#emit({ type: 'notice', process: this.name, text });
  }

  listening(port: number): void {
    this.#ports.add(port);
    this.#emit({ type: 'listening', process: this.name, port });
  }

  closed(port: number): void {
    this.#ports.delete(port);
    this.#emit({ type: 'closed', process: this.name, port });
  }

  /** @param result the result of the start, where the process has not begun to run */
  ended(code: number | null, signal: string | null, result: Result<{}> = { ok: true }): void {
    if (this.state === 'exited') return;
    this.#exitCode = code;
    this.#signal = signal;
    this.#ports.clear();
    this.input.close();
    this.started.resolve(result);
    this.gone.resolve();
    this.setState('exited');
  }
}
