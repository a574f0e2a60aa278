/** The session's BroadcastChannels: the threads of a process share its names, and nobody else does. */
import type { KernelToProcess } from '../protocol/messages.ts';

interface Channel {
  readonly task: number;
  /** The id by which its task knows the channel. */
  readonly id: number;
  /** The channels of the same name in the same process, this one included. */
  readonly group: Set<Channel>;
}

export class Broadcasts {
  readonly #send: (task: number, message: KernelToProcess) => void;
  readonly #groups = new Map<string, Set<Channel>>();
  /** Channels by their task, and by the id that the task gave them. */
  readonly #channels = new Map<number, Map<number, Channel>>();

  constructor(send: (task: number, message: KernelToProcess) => void) {
    this.#send = send;
  }

  open(task: number, process: number, id: number, name: string): void {
    this.close(task, id);
    const key = `${process}:${name}`;
    const group = this.#groups.get(key) ?? new Set();
    const channel = { task, id, group };
    this.#groups.set(key, group.add(channel));
    const own = this.#channels.get(task) ?? new Map<number, Channel>();
    this.#channels.set(task, own.set(id, channel));
  }

  post(task: number, id: number, message: unknown): void {
    const from = this.#channels.get(task)?.get(id);
    for (const channel of from?.group ?? []) {
      if (channel !== from) this.#send(channel.task, { type: 'broadcast', channel: channel.id, message });
    }
  }

  close(task: number, id: number): void {
    const own = this.#channels.get(task);
    const channel = own?.get(id);
    channel?.group.delete(channel);
    own?.delete(id);
  }

  ended(task: number): void {
    for (const id of this.#channels.get(task)?.keys() ?? []) this.close(task, id);
    this.#channels.delete(task);
  }
}
