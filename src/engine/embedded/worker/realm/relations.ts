/** The relations of a process to others: its threads, children, sockets, pipes and signals. */
import type { KernelToProcess } from '../../protocol/messages.ts';
import { isFatal } from '../../shared/signals.ts';
import { Handle } from '../handles/handle.ts';
import { createMessaging, type Messaging } from '../bindings/messaging.ts';
import type { PipeWrap } from '../bindings/pipe_wrap.ts';
import type { ChildProcesses } from '../children/child-processes.ts';
import type { Pids } from '../children/pids.ts';
import { createSignals, type Signals } from '../bindings/signal_wrap.ts';
import { StreamCodes, StreamHandle } from '../handles/stream-handle.ts';
import { createTcpWrap, type TcpWrap } from '../bindings/tcp_wrap.ts';
import { threadFacts, type Threads } from '../bindings/worker.ts';
import { PortState } from '../threads/port-state.ts';
import { extension, toBuffer, type RealmCore } from './core.ts';

export class Relations {
  readonly #core: RealmCore;
  readonly #pids: Pids = { live: new Set(), children: new Set(), reserved: [], room: 0 };
  #messaging: Messaging | undefined;
  #threads: Threads | undefined;
  #tcp: TcpWrap | undefined;
  #pipes: PipeWrap | undefined;
  #children: ChildProcesses | undefined;
  #signals: Signals | undefined;

  constructor(core: RealmCore) {
    this.#core = core;
  }

  // ---- threads

  get messaging(): Messaging {
    const { options, context, symbols, privateSymbols, DOMException, part } = this.#core;
    return (this.#messaging ??= createMessaging({
      binding: context,
      loop: options.loop,
      symbols,
      privateSymbols,
      post: options.post,
      DOMException: DOMException(),
      serializes: () => extension('serialization') !== undefined,
      serialization: () => part('serialization'),
    }));
  }

  get threads(): Threads {
    const { options, given, part } = this.#core;
    const { facts, loop, thread, startThread, stopThread } = options;
    return (this.#threads ??= part('serialization').createThreads({
      PortState,
      facts,
      loop,
      thread,
      messaging: () => this.messaging,
      environment: () => this.#environment,
      problems: (execArgv, env) => given.extension.threadProblems(execArgv, env),
      start: startThread,
      stop: stopThread,
    }));
  }

  /** `internalBinding('worker')`, which the bootstrap reads before the extension for threads has come. */
  get workerBinding(): object {
    const { facts, thread } = this.#core.options;
    const later = (name: 'Worker' | 'getEnvMessagePort') => ({
      enumerable: true,
      configurable: true,
      get: (): unknown => (this.threads.binding as Record<string, unknown>)[name],
    });
    return Object.defineProperties(
      { ...facts.bindings['worker'], ...threadFacts(thread) },
      { Worker: later('Worker'), getEnvMessagePort: later('getEnvMessagePort') },
    );
  }

  // ---- sockets and pipes

  get tcp(): TcpWrap {
    const { facts, loop, network } = this.#core.options;
    return (this.#tcp ??= createTcpWrap(facts, loop, network, this.#onclose));
  }

  /**
   * `internalBinding('pipe_wrap')`; a program that has no pipes need not load them, though net compares handles with
   * the class.
   */
  get pipeBinding(): object {
    if (extension('processes')) return this.#pipeWrap.binding;
    const { options, part } = this.#core;
    class Pipe {
      constructor() {
        part('processes');
      }
    }
    return { ...options.facts.bindings['pipe_wrap'], Pipe, PipeConnectWrap: class {} };
  }

  get #pipeWrap(): PipeWrap {
    const { options, part } = this.#core;
    const { facts, loop, descriptors } = options;
    return (this.#pipes ??= part('processes').createPipeWrap({
      StreamHandle,
      facts,
      loop,
      descriptors,
      codes: new StreamCodes(facts),
      onclose: this.#onclose,
      receivedHandle: (handle) => this.tcp.received(handle),
    }));
  }

  // ---- children and signals

  get children(): ChildProcesses {
    const { facts, loop, network, descriptors, files, startProcess, runProcess, notice } = this.#core.options;
    return (this.#children ??= this.#core.part('processes').createChildProcesses({
      Handle,
      StreamHandle,
      facts,
      loop,
      network,
      descriptors,
      notice,
      pids: this.#pids,
      onclose: this.#onclose,
      pipes: this.#pipeWrap,
      environment: () => this.#environment,
      isDirectory: (path) => files.find(path)?.kind === 'directory',
      currentDirectory: () => files.currentDirectory,
      start: startProcess,
      run: runProcess,
      signalName: (signal) => this.#signalName(signal),
      buffer: (bytes) => toBuffer(this.#core, bytes),
      kill: (pid, signal) => this.kill(pid, signal),
    }));
  }

  get signals(): Signals {
    const { loop, handles } = this.#core.options;
    return (this.#signals ??= createSignals({
      loop,
      handles,
      onclose: this.#onclose,
      nameOf: (signal) => this.#signalName(signal),
    }));
  }

  /** Takes a message of the kernel about other processes. */
  receive(message: KernelToProcess): void {
    if (message.type === 'signal') {
      if (!this.signals.deliver(message.signal)) this.die(message.signal);
    } else if (message.type === 'child-exit') this.children.exited(message);
    else if (message.type === 'pids') {
      this.#pids.live = new Set(message.live);
      this.#pids.reserved.push(...message.reserved);
      this.#pids.room = message.room;
    }
  }

  /** kill(2); returns 0 or a negative errno. */
  kill(pid: number, signal: number): number {
    const { facts, program, thread, signal: send } = this.#core.options;
    const uv = facts.bindings['uv'];
    const name = this.#signalName(signal);
    if (name === undefined && signal !== 0) return Number(uv?.['UV_EINVAL']);
    const own = program().pid;
    const target = Math.abs(pid) === 0 ? own : Math.abs(pid);
    if (target !== own && !this.#pids.live.has(target) && !this.#pids.children.has(target))
      return Number(uv?.['UV_ESRCH']);
    if (name === undefined) return 0;
    if (target !== own || thread) send(target, name);
    else if (name === 'SIGKILL' || !this.signals.deliver(name)) this.die(name);
    return 0;
  }

  /** Ends the process by a signal that the program has no listener for. */
  die(signal: string): void {
    if (isFatal(signal)) this.#core.options.exit(1, signal);
  }

  #signalName(signal: number): string | undefined {
    const { signals } = this.#core.options.facts.bindings['constants']?.['os'] as { signals: Record<string, number> };
    return Object.keys(signals).find((name) => signals[name] === signal);
  }

  get #environment(): Record<string, string> {
    return this.#core.process.env as Record<string, string>;
  }

  get #onclose(): symbol {
    return this.#core.symbols['handle_onclose'] ?? Symbol('onclose');
  }
}
