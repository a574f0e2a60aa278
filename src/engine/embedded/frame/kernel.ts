/**
 * The kernel: the process table and the virtual network, in the main thread of the isolated frame. It
 * trusts no worker: a message it does not understand is dropped, a connection number it does not know is
 * ignored, and what a process prints is bounded.
 */
import type { InputReply, SyncResult } from '../protocol/child-processes.ts';
import type { HostToKernel, KernelToHost, KernelToProcess, ProcessToKernel } from '../protocol/messages.ts';
import type { Program } from '../protocol/programs.ts';
import type { ReplyWriter } from '../shared/shared-reply.ts';
import { isObject, isProcessStart, isStreamMessage } from './are-messages.ts';
import { Broadcasts } from './broadcasts.ts';
import { Clock } from './clock.ts';
import { startEmptyWorker, type EmptyWorker } from './empty-worker.ts';
import { VirtualNetwork } from './network.ts';
import { Processes } from './processes.ts';
import { Rest } from './rest.ts';
import type {} from './part.ts';
import type { SharedDisk } from './shared-disk.ts';
import type { SyncChild } from './sync-child.ts';

interface Task {
  readonly pid: number;
  readonly worker: Worker;
  /** Its name in the session, once it has a program. */
  name: string | undefined;
  /** Characters printed that the host has not yet taken. */
  printed: number;
  dropped: number;
  exactOutput?: boolean | undefined;
  /** The child that it waits for, and what it has yet to be told of one that has ended. */
  child?: SyncChild | undefined;
  reply?: ReplyWriter | undefined;
}

/** Beyond this many characters not yet shown, output is dropped, with a line that says so. */
const OUTPUT_LIMIT = 4 * 2 ** 20;

/** Milliseconds; beyond it a browser's timer fires at once. The clock looks again when it wakes. */
const LONGEST_TIMER = 2 ** 31 - 1;

export class Kernel {
  readonly #host: (message: KernelToHost, transfer?: Transferable[]) => void;
  readonly #tasks = new Map<number, Task>();
  readonly #clock: Clock;
  readonly #network: VirtualNetwork;
  readonly #processes: Processes;
  readonly #rest = new Rest();
  readonly #broadcasts = new Broadcasts((task, message) => this.#send(task, message));
  /** A worker that has been started and waits for its process. */
  #empty: EmptyWorker | undefined;
  /** There from when a process may not be alone. */
  #disk: SharedDisk | undefined;

  constructor(host: (message: KernelToHost, transfer?: Transferable[]) => void, first: EmptyWorker) {
    this.#empty = first;
    this.#processes = new Processes({
      prepare: (task, runtime, boot, transfer) => this.#prepare(task, runtime, boot, transfer),
      start: (task, like, program) => this.#start(task, this.#tasks.get(like)?.name ?? '', program),
      send: (task, message) => this.#send(task, message),
      end: (task, signal) => this.#end(task, null, signal),
      notice: (task, text) => this.#host({ type: 'notice', pid: task, text }),
      pipe: (from, own, to, other) => this.#network.pipe(from, own, to, other),
      fork: (parent, task, applied) => this.#disk?.fork(parent, task, applied),
      handOver: (from, to, handle) => this.#network.handOver(from, to, handle),
    });
    this.#host = (message, transfer) => {
      const told = this.#processes.toHost(message);
      if (told) host(told, transfer);
    };
    this.#clock = new Clock({
      real: () => performance.timeOrigin + performance.now(),
      sleep: (milliseconds, callback) => {
        const timer = setTimeout(callback, Math.min(milliseconds, LONGEST_TIMER));
        return () => clearTimeout(timer);
      },
      publish: (state) => {
        for (const pid of this.#tasks.keys()) this.#send(pid, { type: 'clock', state });
        host({ type: 'clock', state });
      },
      rest: () => this.#rest.ofAll(),
    });
    this.#network = new VirtualNetwork({
      toProcess: (pid, message, transfer) => this.#send(pid, message, transfer),
      toHost: this.#host,
      nameOf: (pid) => (pid === 0 ? 'client' : (this.#tasks.get(pid)?.name ?? String(pid))),
      pids: () => this.#tasks.keys(),
      now: () => this.#clock.now(),
      schedule: (milliseconds, callback) => this.#clock.after(milliseconds, callback),
    });
  }

  fromHost(message: Exclude<HostToKernel, { readonly type: 'ping' }>): void {
    switch (message.type) {
      case 'prepare':
        this.#processes.prepared(message.pid, message.runtime, message.image);
        this.#prepare(message.pid, message.runtime, { type: 'boot', image: message.image });
        return;
      case 'preload':
        this.#processes.preloaded(message.pid, message.preload);
        this.#send(message.pid, { type: 'preload', preload: message.preload });
        return;
      case 'start':
        this.#startForHost(message);
        return;
      case 'link':
        this.#network.setLink(message.a, message.b, message.faults);
        return;
      case 'rate':
        this.#clock.setRate(message.rate);
        return;
      case 'advance':
        void this.#clock
          .advance(message.milliseconds)
          .then(() => this.#host({ type: 'advanced', id: message.id, moved: true }));
        return;
      case 'step':
        void this.#clock.step().then((moved) => this.#host({ type: 'advanced', id: message.id, moved }));
        return;
      case 'stand':
        this.#clock.stand(message.now);
        return;
      case 'tap':
        this.#network.setTap(message.on);
        return;
      case 'replaced':
        this.#disk?.replaced(message.path);
        return;
      case 'signal':
        this.#processes.signal(message.pid, message.signal);
        return;
      case 'taken': {
        const task = this.#tasks.get(message.pid);
        if (task) task.printed -= message.count;
        return;
      }
      case 'connect':
        this.#network.connect(0, message.connection, message.port);
        return;
      default:
        this.#network.stream(0, message);
    }
  }

  // ---- processes

  #prepare(pid: number, runtime: string, boot: KernelToProcess, transfer: Transferable[] = []): void {
    const { worker, failure } = this.#empty ?? startEmptyWorker();
    this.#empty = undefined;
    const task: Task = { pid, worker, name: undefined, printed: 0, dropped: 0 };
    this.#tasks.set(pid, task);
    this.#rest.prepared(pid);
    worker.onmessage = ({ data }: MessageEvent<ProcessToKernel>) => {
      if (this.#tasks.get(pid) === task) this.#fromProcess(task, data);
    };
    const failed = (reason: string): void => this.#host({ type: 'failed', pid, reason });
    worker.onerror = (event) => {
      event.preventDefault();
      failed(event.message || 'The worker could not be started.');
    };
    if (failure !== undefined) failed(failure);
    worker.postMessage(runtime);
    this.#send(pid, boot, transfer);
  }

  #fromProcess(task: Task, message: ProcessToKernel): void {
    // Whatever a program can send: this is checked, not believed.
    if (typeof message !== 'object' || message === null) return;
    const { pid } = task;
    switch (message.type) {
      case 'ready':
      case 'started':
        this.#host({ type: message.type, pid });
        return;
      case 'output':
        this.#output(pid, message.stream === 'stderr' ? 'stderr' : 'stdout', String(message.text));
        return;
      case 'notice':
        this.#host({ type: 'notice', pid, text: String(message.text) });
        return;
      case 'missing':
        this.#host({ type: 'missing', pid, builtin: String(message.builtin) });
        return;
      case 'listen':
        this.#network.listen(pid, Number(message.port), message.accepts !== false);
        return;
      case 'unlisten':
        this.#network.unlisten(pid, Number(message.port));
        return;
      case 'connect':
        this.#network.connect(pid, Number(message.connection), Number(message.port));
        return;
      case 'rest':
        this.#rest.rests(pid, Number(message.seen), message.next === null ? null : Number(message.next), message.ports);
        return;
      case 'thread':
        if (isObject(message.thread) && isObject(message.thread.port)) this.#processes.startThread(pid, message.thread);
        return;
      case 'stop-thread':
        this.#processes.stopThread(pid, Number(message.id));
        return;
      case 'spawn':
        if (isProcessStart(message.start)) this.#processes.spawn(pid, message.start);
        return;
      case 'files':
        this.#disk?.changed(pid, message.changes, Number(message.applied));
        return;
      case 'channel':
        if (message.name === undefined) this.#broadcasts.close(pid, message.channel);
        else this.#broadcasts.open(pid, this.#processes.processOf(pid), message.channel, String(message.name));
        return;
      case 'broadcast':
        this.#broadcasts.post(pid, message.channel, message.message);
        return;
      case 'database':
        this.#disk?.opened(pid, String(message.path));
        return;
      case 'files-applied':
        this.#disk?.missed(pid, Number(message.applied));
        return;
      case 'spawn-sync':
        if (isProcessStart(message.start)) this.#spawnSync(task, message);
        return;
      case 'read-sync':
        this.#readSync(task, Number(message.connection), message.shared);
        return;
      case 'reply-next':
        if (task.reply?.next() === false) task.reply = undefined;
        return;
      case 'signal':
        this.#processes.signal(Number(message.pid), String(message.signal));
        return;
      case 'handles':
        this.#processes.handles(pid, String(message.signal), Boolean(message.on));
        return;
      case 'leftover':
        if (Array.isArray(message.messages))
          this.#network.leftover(pid, Number(message.connection), message.messages.filter(isStreamMessage));
        return;
      case 'exit':
        this.#end(
          pid,
          message.signal === undefined ? Number(message.code) : null,
          message.signal === undefined ? null : String(message.signal),
        );
        return;
      case 'data':
        if (isStreamMessage(message)) this.#network.stream(pid, message);
        return;
      case 'consumed':
        if (message.count >= 0) this.#network.stream(pid, message);
        return;
      case 'end':
        this.#network.stream(pid, message);
        return;
      case 'close':
      case 'reset':
        if (isStreamMessage(message)) this.#network.stream(pid, message);
        return;
      default:
    }
  }

  #spawnSync(task: Task, { start, shared }: ProcessToKernel & { readonly type: 'spawn-sync' }): void {
    const { kernelPart } = globalThis;
    if (task.name === undefined || task.child || !kernelPart?.SyncChild.accepts(start, shared)) return;
    const answer = (result: Omit<SyncResult, 'clock' | 'files'>): void => {
      task.child = undefined;
      this.#rest.waits(task.pid, false);
      const reply = new kernelPart.ReplyWriter(shared, {
        ...result,
        files: this.#disk?.missed(task.pid, Number(start.applied)) ?? [],
        clock: this.#clock.state,
      } satisfies SyncResult);
      if (reply.next()) task.reply = reply;
    };
    const pid = this.#processes.spawnSync(task.pid, start);
    if (pid === undefined)
      return answer({ pid: 0, status: null, signal: null, error: 'EAGAIN', output: null, relayed: [] });
    task.child = new kernelPart.SyncChild(pid, start, {
      stream: (message) => this.#network.stream(task.pid, message),
      signal: (name) => this.#processes.signal(pid, name),
      after: (milliseconds, callback) => this.#clock.after(milliseconds, callback),
      ended: answer,
    });
    this.#rest.waits(task.pid, true);
  }

  #readSync(task: Task, connection: number, shared: SharedArrayBuffer): void {
    const { kernelPart } = globalThis;
    if (!kernelPart?.ReplyWriter.fits(shared)) return;
    this.#network.readHeld(task.pid, connection, (messages) => {
      const reply = new kernelPart.ReplyWriter(
        shared,
        messages &&
          ({
            parts: messages.flatMap((message) => (message.type === 'data' ? [new Uint8Array(message.bytes)] : [])),
            ended: messages.some(({ type }) => type !== 'data'),
          } satisfies InputReply),
      );
      if (reply.next()) task.reply = reply;
    });
  }

  /** What a process writes is shown, unless the one that started it has said otherwise. */
  #output(pid: number, stream: 'stdout' | 'stderr', text: string): void {
    const to = this.#processes.outputOf(pid, stream);
    if (to === undefined) return;
    if (to.fd !== undefined) {
      const child = this.#tasks.get(to.task)?.child;
      // What comes by message comes after whatever the one that waits does next.
      if (child && this.#processes.descends(pid, child.pid)) child.relay(to.fd, text);
      else this.#send(to.task, { type: 'relay', fd: to.fd, text });
      return;
    }
    const task = this.#tasks.get(to.task);
    if (task) this.#show(task, to.stream, text);
  }

  #show(task: Task, stream: 'stdout' | 'stderr', text: string): void {
    if (task.printed > OUTPUT_LIMIT && !task.exactOutput) {
      task.dropped += text.length;
      return;
    }
    if (task.dropped > 0) {
      this.#host({
        type: 'notice',
        pid: task.pid,
        text: `${task.dropped.toLocaleString('en-US')} characters of output were dropped: the program prints faster than the page can show.`,
      });
      task.dropped = 0;
    }
    task.printed += text.length;
    this.#host({ type: 'output', pid: task.pid, stream, text });
  }

  #end(pid: number, code: number | null, signal: string | null): void {
    const task = this.#tasks.get(pid);
    if (!task) return;
    this.#tasks.delete(pid);
    task.worker.terminate();
    this.#network.closeAll(pid);
    this.#disk?.ended(pid);
    this.#broadcasts.ended(pid);
    this.#processes.ended(pid, code, signal);
    this.#rest.ended(pid);
    this.#host({ type: 'exit', pid, code, signal });
  }

  #startForHost({ pid, name, program, input, part, shared }: HostToKernel & { readonly type: 'start' }): void {
    if (!this.#tasks.has(pid)) return;
    // eslint-disable-next-line no-eval
    if (part !== undefined && !globalThis.kernelPart) (0, eval)(part);
    if (globalThis.kernelPart) {
      this.#rest.ports ??= new globalThis.kernelPart.PortCounts();
      this.#disk ??= new globalThis.kernelPart.SharedDisk({
        send: (task, message) => this.#send(task, message),
        notice: (task, text) => this.#host({ type: 'notice', pid: task, text }),
      });
    }
    const end = input === undefined ? undefined : this.#network.pipe(0, input, pid);
    const run: Program =
      end === undefined
        ? program
        : { ...program, stdio: [{ type: 'pipe', connection: end }, { type: 'output' }, { type: 'output' }] };
    this.#processes.started(pid, run);
    this.#start(pid, name, shared && this.#disk ? { ...run, sharing: this.#disk.start(pid) } : run);
  }

  #start(pid: number, name: string, program: Program): void {
    const task = this.#tasks.get(pid);
    if (!task) return;
    task.name = name;
    this.#rest.started(pid);
    task.exactOutput = program.exactOutput;
    const input = program.stdio?.[0];
    if (input?.type === 'pipe' && !input.given) this.#network.hold(pid, input.connection);
    this.#send(pid, { type: 'clock', state: this.#clock.state });
    this.#send(pid, { type: 'ports', ports: this.#network.ports });
    this.#processes.announce();
    this.#send(pid, { type: 'run', program });
  }

  #send(pid: number, message: KernelToProcess, transfer: Transferable[] = []): void {
    const task = this.#tasks.get(pid);
    if (!task || task.child?.take(message)) return;
    this.#rest.sent(pid);
    task.worker.postMessage(message, transfer);
  }
}
