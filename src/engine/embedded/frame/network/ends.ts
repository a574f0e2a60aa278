/**
 * The two ends of every connection, and the messages that reach them. An end that changes hands is held: messages for
 * it wait until its old owner has handed over those that had reached it before.
 */
import type { StreamMessage } from '../../protocol/connections.ts';

export interface End {
  /** The task that owns the end; 0: the host. */
  owner: number;
  /** The id of the other end. */
  readonly peer: number;
  /** The port that was connected to; 0: the connection is a pipe. */
  readonly port: number;
  /** Whether its socket is closed: data that still arrives is answered with a reset. */
  closed: boolean;
  /** The task that has passed the end on, and not closed its own socket. */
  lender?: number | undefined;
  /** Whether a task has got the end from another. */
  given?: boolean;
  held?: Held | undefined;
}

interface Held {
  /** The old owner, which has still to hand over the messages that had reached it. */
  readonly from: number;
  /** Messages that come before those of `from`, and messages that have come since. */
  readonly before: readonly StreamMessage[];
  readonly since: StreamMessage[];
  /** Takes the messages that come, in place of `from`. */
  waits?: TakeHeld | undefined;
}

/** Gets the messages that have come to an end that is held; null when it is not held. */
export type TakeHeld = (messages: readonly StreamMessage[] | null) => void;

/** Sends a message to a task, or to the host. */
type SendTo = (task: number, message: StreamMessage | { readonly type: 'passed'; readonly connection: number }) => void;

export class Ends {
  readonly #send: SendTo;
  readonly #ends = new Map<number, End>();

  constructor(send: SendTo) {
    this.#send = send;
  }

  get(connection: number | undefined): End | undefined {
    return this.#ends.get(connection ?? -1);
  }

  /** All ends as they are now, with their ids. */
  all(): [number, End][] {
    return [...this.#ends];
  }

  /** Makes both ends of a connection. */
  connect(port: number, [one, owner]: readonly [number, number], [other, peer]: readonly [number, number]): void {
    this.#ends.set(one, { owner, peer: other, port, closed: false });
    this.#ends.set(other, { owner: peer, peer: one, port, closed: false });
  }

  /** A message from end `from` has come to end `at`. */
  arrive(from: number, at: number, message: StreamMessage): void {
    const peer = this.#ends.get(at);
    const gone = !peer || peer.closed;
    if (message.type === 'data' && gone) this.reset(from);
    else if (message.type === 'reset' && !gone) this.reset(at);
    else if (!gone) this.#deliver(at, { ...message, connection: at });
    if (gone && this.#ends.get(from)?.closed !== false) this.#forget(from, at);
  }

  /** Breaks one end; the other is not told. */
  reset(connection: number): void {
    const end = this.#ends.get(connection);
    if (!end || end.closed) return;
    end.closed = true;
    this.#deliver(connection, { type: 'reset', connection });
    if (this.#ends.get(end.peer)?.closed !== false) this.#forget(connection, end.peer);
  }

  #forget(...ends: readonly number[]): void {
    for (const each of ends) this.#ends.delete(each);
  }

  #deliver(connection: number, message: StreamMessage): void {
    const end = this.#ends.get(connection);
    if (!end) return;
    const { held } = end;
    if (!held) return this.#send(end.owner, message);
    held.since.push(message);
    const { waits } = held;
    held.waits = undefined;
    waits?.(held.since.splice(0));
  }

  /**
   * Gives the end to another owner. The new one gets the messages that had reached the old one, then those that come
   * now.
   * @param before messages that come before all these
   */
  give(connection: number, end: End, to: number, before: readonly StreamMessage[] = []): void {
    end.held = { from: end.owner, before, since: [] };
    this.#send(end.owner, { type: 'passed', connection });
    end.owner = to;
  }

  /** The old owner knows that it is not the owner any more, and hands over the messages that had reached it before. */
  leftover(task: number, connection: number, messages: readonly StreamMessage[]): void {
    const end = this.#ends.get(connection);
    if (end?.held?.from !== task) return;
    const all = [...end.held.before, ...messages, ...end.held.since];
    end.held = undefined;
    for (const message of all) this.#deliver(connection, message);
  }

  /** Holds the messages that come to an end that `task` has just got, until `leftover`. */
  hold(task: number, connection: number): void {
    const end = this.#ends.get(connection);
    if (end?.owner === task) end.held = { from: task, before: [], since: [] };
  }

  /** @param take is called as soon as a message has come to an end that is held */
  readHeld(task: number, connection: number, take: TakeHeld): void {
    const held = this.#ends.get(connection)?.held;
    if (held?.from !== task) take(null);
    else if (held.since.length > 0) take(held.since.splice(0));
    else held.waits = take;
  }
}
