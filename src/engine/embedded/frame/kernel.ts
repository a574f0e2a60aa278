/**
 * The kernel: the process table, the virtual network and the clock, in the main thread of the isolated frame. It trusts
 * no worker: messages are checked as they are read (read/), a connection id that is not the sender's is ignored, and
 * the output of a process is bounded.
 */
import type { HostToKernel, KernelToHost, KernelToProcess } from '../protocol/messages.ts';
import type { ProcessImage, Program } from '../protocol/programs.ts';
import { isFatal } from '../shared/signals.ts';
import { Broadcasts } from './broadcasts.ts';
import { Clock } from './clock.ts';
import { startEmptyWorker, type EmptyWorker } from './empty-worker.ts';
import type { ThreadBoot } from './kernel-context.ts';
import { VirtualNetwork } from './network/network.ts';
import type {} from './part.ts';
import { readMessage } from './read/messages.ts';
import { Rest } from './rest.ts';
import type { SharedSession } from './shared-session.ts';
import { FIRST_THREAD, type Task } from './task.ts';

/** Beyond this many characters not yet shown, output is dropped, with a line that says so. */
const OUTPUT_LIMIT = 4 * 2 ** 20;

/** Milliseconds; beyond it a browser's timer fires at once. The clock looks again when it wakes. */
const LONGEST_TIMER = 2 ** 31 - 1;

export class Kernel {
  readonly #host: (message: KernelToHost, transfer?: Transferable[]) => void;
  readonly #tasks = new Map<number, Task>();
  readonly #clock: Clock;
  readonly #network: VirtualNetwork;
  readonly #rest = new Rest();
  readonly #broadcasts = new Broadcasts((task, message) => this.#send(task, message));
  /** A worker that has been started and waits for its process. */
  #empty: EmptyWorker | undefined;
  /** The part for processes that are not alone; set once one may not be. */
  #shared: SharedSession | undefined;

  constructor(host: (message: KernelToHost, transfer?: Transferable[]) => void, first: EmptyWorker) {
    this.#empty = first;
    this.#host = (message, transfer) => {
      const told = this.#shared ? this.#shared.toHost(message) : message;
      if (told) host(told, transfer);
    };
    this.#clock = new Clock({
      real: () => performance.timeOrigin + performance.now(),
      sleep: (milliseconds, callback) => {
        const timer = setTimeout(callback, Math.min(milliseconds, LONGEST_TIMER));
        return () => clearTimeout(timer);
      },
      publish: (state) => {
        for (const id of this.#tasks.keys()) this.#send(id, { type: 'clock', state });
        host({ type: 'clock', state });
      },
      rest: () => this.#rest.ofAll(),
    });
    this.#network = new VirtualNetwork({
      toProcess: (task, message, transfer) => this.#send(task, message, transfer),
      toHost: this.#host,
      nameOf: (task) => (task === 0 ? 'client' : (this.#tasks.get(task)?.name ?? String(task))),
      tasks: () => this.#tasks.keys(),
      now: () => this.#clock.now(),
      schedule: (milliseconds, callback) => this.#clock.after(milliseconds, callback),
    });
  }

  fromHost(message: Exclude<HostToKernel, { readonly type: 'ping' }>): void {
    switch (message.type) {
      case 'prepare':
        return this.#prepare(message.pid, message.runtime, message.image);
      case 'preload':
        this.#tasks.get(message.pid)?.library.push(...message.preload.library);
        return this.#send(message.pid, { type: 'preload', preload: message.preload });
      case 'start':
        return this.#startForHost(message);
      case 'faults':
        return this.#network.setFaults(message.a, message.b, message.faults);
      case 'rate':
        return this.#clock.setRate(message.rate);
      case 'advance':
        void this.#clock
          .advance(message.milliseconds)
          .then(() => this.#host({ type: 'advanced', id: message.id, moved: true }));
        return;
      case 'step':
        void this.#clock.step().then((moved) => this.#host({ type: 'advanced', id: message.id, moved }));
        return;
      case 'stand':
        return this.#clock.stand(message.now);
      case 'tap':
        return this.#network.setTap(message.on);
      case 'replaced':
        return this.#shared?.disk.replaced(message.path);
      case 'signal':
        return this.#signal(message.pid, message.signal);
      case 'taken': {
        const task = this.#tasks.get(message.pid);
        if (task) task.printed -= message.count;
        return;
      }
      case 'look': {
        const { type, id, task: only, script, wish } = message;
        const asked = [...this.#tasks.values()].filter((task) => task.program && (only ?? task.id) === task.id);
        this.#host({ type: 'looking', id, tasks: asked.map(({ id: task, name = '' }) => ({ task, name })) });
        for (const task of asked) this.#send(task.id, { type, id, script, wish });
        return;
      }
      case 'connect':
        return this.#network.connect(0, message.connection, message.port);
      default:
        return this.#network.stream(0, message);
    }
  }

  #fromTask(task: Task, data: unknown): void {
    const message = readMessage(data);
    if (!message) return this.#shared?.fromTask(task.id, data);
    const pid = task.id;
    switch (message.type) {
      case 'ready':
      case 'started':
        return this.#host({ type: message.type, pid });
      case 'output':
        if (this.#shared) this.#shared.output(pid, message.stream, message.text);
        else this.#show(task, message.stream, message.text);
        return;
      case 'notice':
        return this.#host({ type: 'notice', pid, text: message.text });
      case 'written':
        return this.#host({ type: 'written', pid, path: message.path, contents: message.contents });
      case 'looked':
      case 'left':
        return this.#host({ ...message, pid });
      case 'missing':
        return this.#host({ type: 'missing', pid, builtin: message.builtin });
      case 'listen':
        return this.#network.listen(pid, message.port, message.accepts);
      case 'unlisten':
        return this.#network.unlisten(pid, message.port);
      case 'connect':
        return this.#network.connect(pid, message.connection, message.port);
      case 'rest':
        return this.#rest.rests(pid, message.seen, message.next, message.ports);
      case 'channel':
        if (message.name === undefined) this.#broadcasts.close(pid, message.channel);
        else this.#broadcasts.open(pid, this.#shared?.processOf(pid) ?? pid, message.channel, message.name);
        return;
      case 'broadcast':
        return this.#broadcasts.post(pid, message.channel, message.message);
      case 'signal':
        return this.#signal(message.pid, message.signal);
      case 'handles':
        if (message.on) task.handled.add(message.signal);
        else task.handled.delete(message.signal);
        return;
      case 'leftover':
        return this.#network.leftover(pid, message.connection, message.messages);
      case 'exit':
        return this.#end(pid, message.signal === undefined ? Number(message.code) : null, message.signal ?? null);
      default:
        return this.#network.stream(pid, message);
    }
  }

  // ---- the life of a task

  #prepare(id: number, runtime: string, image: ProcessImage, thread?: ThreadBoot): void {
    const { worker, failure } = this.#empty ?? startEmptyWorker();
    this.#empty = undefined;
    const task: Task = {
      id,
      worker,
      runtime,
      image,
      library: [...image.library],
      name: undefined,
      program: undefined,
      handled: new Set(),
      printed: 0,
      dropped: 0,
    };
    this.#tasks.set(id, task);
    this.#rest.prepared(id);
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (this.#tasks.get(id) === task) this.#fromTask(task, data);
    };
    const failed = (reason: string): void => this.#host({ type: 'failed', pid: id, reason });
    worker.onerror = (event) => {
      event.preventDefault();
      failed(event.message || 'The worker could not be started.');
    };
    if (failure !== undefined) failed(failure);
    worker.postMessage(runtime);
    this.#send(id, { type: 'boot', image, ...(thread && { thread: thread.info }) }, thread?.transfer);
  }

  #startForHost({ pid, name, program, input, part, shared }: HostToKernel & { readonly type: 'start' }): void {
    if (!this.#tasks.has(pid)) return;
    // eslint-disable-next-line no-eval
    if (part !== undefined && !globalThis.kernelPart) (0, eval)(part);
    if (globalThis.kernelPart && !this.#shared) {
      this.#shared = new globalThis.kernelPart({
        tasks: this.#tasks,
        network: this.#network,
        clock: this.#clock,
        rest: this.#rest,
        host: (message) => this.#host(message),
        prepare: (task, runtime, image, thread) => this.#prepare(task, runtime, image, thread),
        start: (task, processName, run) => this.#start(task, processName, run),
        send: (task, message) => this.#send(task, message),
        signal: (task, signal) => this.#signal(task, signal),
        end: (task, signal) => this.#end(task, null, signal),
        show: (task, stream, text) => this.#show(task, stream, text),
      });
      this.#rest.ports = this.#shared.ports;
    }
    const end = input === undefined ? undefined : this.#network.pipe(0, input, pid);
    const sharing = shared && this.#shared ? this.#shared.disk.start(pid) : undefined;
    this.#start(pid, name, {
      ...program,
      ...(end !== undefined && { stdio: [{ type: 'pipe', connection: end }, { type: 'output' }, { type: 'output' }] }),
      ...(sharing && { sharing }),
    });
  }

  /** Runs a program in a task that is prepared. */
  #start(id: number, name: string, program: Program): void {
    const task = this.#tasks.get(id);
    if (!task) return;
    task.name = name;
    task.library.push(...(program.image.library ?? []));
    // The program is kept for its children and threads, which begin with the same files where it has not changed them.
    const { copy: _copy, sharing: _sharing, stdio, ...rest } = program;
    task.program = rest;
    this.#rest.started(id);
    const input = stdio?.[0];
    if (input?.type === 'pipe' && !input.given) this.#network.hold(id, input.connection);
    this.#send(id, { type: 'clock', state: this.#clock.state });
    this.#send(id, { type: 'ports', ports: this.#network.ports });
    this.#shared?.announce();
    this.#send(id, { type: 'run', program });
  }

  /** Sends a signal to a process: its listener runs, or the process ends, or nothing happens (signal(7)). */
  #signal(pid: number, signal: string): void {
    const task = this.#tasks.get(pid);
    if (!task || pid >= FIRST_THREAD) return;
    if (signal !== 'SIGKILL' && task.handled.has(signal)) this.#send(pid, { type: 'signal', signal });
    else if (/^SIG[A-Z0-9]+$/.test(signal) && isFatal(signal)) this.#end(pid, null, signal);
  }

  #end(id: number, code: number | null, signal: string | null): void {
    const task = this.#tasks.get(id);
    if (!task) return;
    this.#tasks.delete(id);
    task.worker.terminate();
    this.#network.closeAll(id);
    this.#broadcasts.ended(id);
    this.#shared?.ended(id, code, signal);
    this.#rest.ended(id);
    this.#host({ type: 'exit', pid: id, code, signal });
  }

  #send(id: number, message: KernelToProcess, transfer: Transferable[] = []): void {
    const task = this.#tasks.get(id);
    if (!task || this.#shared?.take(id, message)) return;
    this.#rest.sent(id);
    task.worker.postMessage(message, transfer);
  }

  #show(task: Task, stream: 'stdout' | 'stderr', text: string): void {
    if (task.printed > OUTPUT_LIMIT && !task.program?.exactOutput) {
      task.dropped += text.length;
      return;
    }
    if (task.dropped > 0) {
      this.#host({
        type: 'notice',
        pid: task.id,
        text: `${task.dropped.toLocaleString('en-US')} characters of output were dropped: the program prints faster than the page can show.`,
      });
      task.dropped = 0;
    }
    task.printed += text.length;
    this.#host({ type: 'output', pid: task.id, stream, text });
  }
}
