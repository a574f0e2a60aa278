/**
 * The kernel: the process table and the virtual network, in the main thread of the isolated frame. It
 * trusts no worker: a message it does not understand is dropped, a connection number it does not know is
 * ignored, and what a process prints is bounded.
 */
import type { HostToKernel, KernelToHost, KernelToProcess, ProcessToKernel, SocketAddress, StreamMessage } from '../protocol.ts';

interface Task {
  readonly pid: number;
  readonly worker: Worker;
  readonly ports: Set<number>;
  readonly connections: Set<number>;
  /** Characters printed that the host has not yet taken. */
  printed: number;
  dropped: number;
}

/** One end of a connection; `pid` 0 is the host. */
interface End {
  readonly pid: number;
  readonly peer: number;
  /** Its socket is closed: what still arrives is answered with a reset. */
  closed: boolean;
  /** It has sent its last byte. */
  ended: boolean;
}

/** Beyond this many characters not yet shown, output is dropped, with a line that says so. */
const OUTPUT_LIMIT = 4 * 2 ** 20;
const LOOPBACK = '127.0.0.1';
/** Numbers for accepting ends; above every number a process can choose. */
const FIRST_ACCEPTED = 2 ** 48;

export class Kernel {
  readonly #host: (message: KernelToHost, transfer?: Transferable[]) => void;
  readonly #tasks = new Map<number, Task>();
  readonly #listening = new Map<number, number>();
  readonly #ends = new Map<number, End>();
  #accepted = FIRST_ACCEPTED;
  #clientPort = 40000;

  constructor(host: (message: KernelToHost, transfer?: Transferable[]) => void) {
    this.#host = host;
  }

  fromHost(message: HostToKernel): void {
    switch (message.type) {
      case 'prepare':
        this.#prepare(message.pid, message.runtime, { type: 'boot', image: message.image });
        return;
      case 'preload':
        this.#send(message.pid, { type: 'preload', preload: message.preload });
        return;
      case 'start':
        this.#send(message.pid, { type: 'ports', ports: [...this.#listening.keys()] });
        this.#send(message.pid, { type: 'run', program: message.program });
        return;
      case 'kill':
        this.#end(message.pid, null, 'SIGKILL');
        return;
      case 'taken': {
        const task = this.#tasks.get(message.pid);
        if (task) task.printed -= message.count;
        return;
      }
      case 'connect':
        this.#connect(0, message.connection, message.port);
        return;
      default:
        this.#stream(0, message);
    }
  }

  // ---- processes

  #prepare(pid: number, runtime: string, boot: KernelToProcess): void {
    const url = URL.createObjectURL(new Blob([runtime], { type: 'text/javascript' }));
    const worker = new Worker(url);
    const task: Task = { pid, worker, ports: new Set(), connections: new Set(), printed: 0, dropped: 0 };
    this.#tasks.set(pid, task);
    worker.onmessage = ({ data }: MessageEvent<ProcessToKernel>) => {
      if (this.#tasks.get(pid) === task) this.#fromProcess(task, data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#host({ type: 'failed', pid, reason: event.message || 'The worker could not be started.' });
    };
    worker.postMessage(boot);
  }

  #fromProcess(task: Task, message: ProcessToKernel): void {
    const { pid } = task;
    switch (message.type) {
      case 'ready':
      case 'started':
        this.#host({ type: message.type, pid });
        return;
      case 'output':
        this.#output(task, message.stream, String(message.text));
        return;
      case 'notice':
        this.#host({ type: 'notice', pid, text: String(message.text) });
        return;
      case 'missing':
        this.#host({ type: 'missing', pid, builtin: String(message.builtin) });
        return;
      case 'listen':
        this.#listen(task, Number(message.port));
        return;
      case 'unlisten':
        if (task.ports.delete(message.port)) this.#unlisten(pid, message.port);
        return;
      case 'connect':
        this.#connect(pid, Number(message.connection), Number(message.port));
        return;
      case 'exit':
        this.#end(pid, Number(message.code), null);
        return;
      case 'data':
      case 'consumed':
      case 'end':
      case 'close':
      case 'reset':
        this.#stream(pid, message);
        return;
      default:
    }
  }

  #output(task: Task, stream: 'stdout' | 'stderr', text: string): void {
    if (task.printed > OUTPUT_LIMIT) {
      task.dropped += text.length;
      return;
    }
    if (task.dropped > 0) {
      this.#host({ type: 'notice', pid: task.pid, text: `${task.dropped.toLocaleString('en-US')} characters of output were dropped: the program prints faster than the page can show.` });
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
    for (const port of task.ports) this.#unlisten(pid, port);
    // The operating system closes what a dead process had open.
    for (const connection of task.connections) this.#stream(pid, { type: 'close', connection });
    this.#host({ type: 'exit', pid, code, signal });
  }

  #send(pid: number, message: KernelToProcess, transfer: Transferable[] = []): void {
    this.#tasks.get(pid)?.worker.postMessage(message, transfer);
  }

  // ---- ports

  #listen(task: Task, port: number): void {
    if (this.#listening.has(port)) {
      this.#send(task.pid, { type: 'in-use', port });
      return;
    }
    this.#listening.set(port, task.pid);
    task.ports.add(port);
    this.#announcePorts();
    this.#host({ type: 'listening', pid: task.pid, port });
  }

  #unlisten(pid: number, port: number): void {
    this.#listening.delete(port);
    this.#announcePorts();
    this.#host({ type: 'closed', pid, port });
  }

  #announcePorts(): void {
    const ports = [...this.#listening.keys()];
    for (const pid of this.#tasks.keys()) this.#send(pid, { type: 'ports', ports });
  }

  // ---- connections

  #connect(pid: number, connection: number, port: number): void {
    const server = this.#listening.get(port);
    if (server === undefined || this.#ends.has(connection)) {
      this.#toEnd(pid, { type: 'refused', connection });
      return;
    }
    const accepted = this.#accepted++;
    this.#ends.set(connection, { pid, peer: accepted, closed: false, ended: false });
    this.#ends.set(accepted, { pid: server, peer: connection, closed: false, ended: false });
    this.#tasks.get(pid)?.connections.add(connection);
    this.#tasks.get(server)?.connections.add(accepted);
    this.#clientPort = this.#clientPort >= 48999 ? 40000 : this.#clientPort + 1;
    const client: SocketAddress = { address: LOOPBACK, family: 'IPv4', port: this.#clientPort };
    const target: SocketAddress = { address: LOOPBACK, family: 'IPv4', port };
    this.#send(server, { type: 'accept', connection: accepted, local: target, remote: client });
    if (pid === 0) this.#host({ type: 'connected', connection });
    else this.#send(pid, { type: 'connected', connection, local: client, remote: target });
  }

  #toEnd(pid: number, message: StreamMessage | { readonly type: 'refused'; readonly connection: number }): void {
    const transfer = message.type === 'data' ? [message.bytes] : [];
    if (pid === 0) this.#host(message, transfer);
    else this.#send(pid, message, transfer);
  }

  /** Passes traffic from one end to the other; `pid` must own the end it speaks for. */
  #stream(pid: number, message: StreamMessage): void {
    const end = this.#ends.get(message.connection);
    if (!end || end.pid !== pid) return;
    const peer = this.#ends.get(end.peer);
    const gone = !peer || peer.closed;
    switch (message.type) {
      case 'data':
        if (gone) this.#reset(message.connection);
        else this.#toEnd(peer.pid, { ...message, connection: end.peer });
        return;
      case 'consumed':
        if (!gone) this.#toEnd(peer.pid, { ...message, connection: end.peer });
        return;
      case 'end':
        end.ended = true;
        if (!gone) this.#toEnd(peer.pid, { ...message, connection: end.peer });
        return;
      case 'close':
        end.closed = true;
        if (!gone) this.#toEnd(peer.pid, { type: 'close', connection: end.peer });
        break;
      case 'reset':
        end.closed = true;
        if (!gone) this.#reset(end.peer);
        break;
    }
    if (gone || peer.closed) {
      this.#forget(message.connection);
      this.#forget(end.peer);
    }
  }

  #reset(connection: number): void {
    const end = this.#ends.get(connection);
    if (!end || end.closed) return;
    this.#toEnd(end.pid, { type: 'reset', connection });
    end.closed = true;
    this.#forget(connection);
    this.#forget(end.peer);
  }

  #forget(connection: number): void {
    const end = this.#ends.get(connection);
    if (!end) return;
    this.#ends.delete(connection);
    this.#tasks.get(end.pid)?.connections.delete(connection);
  }
}
