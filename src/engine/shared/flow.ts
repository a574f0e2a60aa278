/**
 * Flow control of connections, for every end that there is: the page's, a process's, the kernel's and the one in a
 * container. A sender may be `WINDOW` bytes ahead of the receiver, which reports how many bytes it has taken.
 */

/** Bytes one side may send before the other has taken any: the size of the virtual socket buffer. */
const WINDOW = 256 * 1024;

/** Taken bytes are reported once they add up to this. */
const REPORT = 64 * 1024;

/** The sender's count of a connection. */
export class SendWindow {
  /** Bytes sent that the other side has not taken. */
  ahead: number;

  constructor(ahead = 0) {
    this.ahead = ahead;
  }

  /** Bytes that may be sent now. */
  get room(): number {
    return Math.max(0, WINDOW - this.ahead);
  }
}

interface Waiting<Write> {
  readonly write: Write;
  /** How many bytes of the write have been sent. */
  sent: number;
}

/** Writes that go out in order, as far as there is room for them. */
export class SendQueue<Write extends { readonly bytes: Uint8Array }> {
  readonly #transmit: (bytes: Uint8Array, write: Write, first: boolean) => void;
  readonly #window: SendWindow;
  #waiting: Waiting<Write>[] = [];

  /**
   * @param transmit sends a part of a write; `first` when nothing of the write has been sent before
   * @param ahead bytes that were sent before and have not been taken
   */
  constructor(transmit: (bytes: Uint8Array, write: Write, first: boolean) => void, ahead = 0) {
    this.#transmit = transmit;
    this.#window = new SendWindow(ahead);
  }

  /** Bytes sent that the other side has not taken. */
  get ahead(): number {
    return this.#window.ahead;
  }

  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  /** @returns the writes that have gone whole by now */
  push(write: Write): Write[] {
    this.#waiting.push({ write, sent: 0 });
    return this.#flush();
  }

  /** Takes note that the other side has taken bytes. @returns the writes that have gone whole by now */
  taken(count: number): Write[] {
    this.#window.ahead -= count;
    return this.#flush();
  }

  /**
   * The other side is closed and takes nothing any more: it answers bytes that wait, and further ones, with a reset.
   */
  peerClosed(): void {
    this.#window.ahead = Number.NEGATIVE_INFINITY;
    const [first] = this.#waiting;
    if (first) this.#transmit(first.write.bytes.subarray(first.sent), first.write, first.sent === 0);
  }

  /** Empties the queue. @returns the writes that have not gone whole */
  clear(): Write[] {
    return this.#waiting.splice(0).map(({ write }) => write);
  }

  #flush(): Write[] {
    const gone: Write[] = [];
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const { write, sent } = next;
      const { length } = write.bytes;
      const end = Math.min(length, sent + this.#window.room);
      // The queue is brought up to date before anything is sent, since the answer may come at once.
      if (end < length) next.sent = end;
      else {
        this.#waiting.shift();
        gone.push(write);
      }
      this.#window.ahead += end - sent;
      if (end > sent || length === 0) this.#transmit(write.bytes.subarray(sent, end), write, sent === 0);
      if (end < length) break;
    }
    return gone;
  }
}

/** The receiver's count of a connection: reports what has been taken, not every byte of it. */
export class Taken {
  readonly #send: (count: number) => void;
  #count = 0;

  /** @param send tells the sender how many bytes were taken since the last time */
  constructor(send: (count: number) => void) {
    this.#send = send;
  }

  add(count: number): void {
    this.#count += count;
    if (this.#count >= REPORT) this.report();
  }

  /** Reports bytes that have been taken and not reported. */
  report(): void {
    if (this.#count > 0) this.#send(this.#count);
    this.#count = 0;
  }
}
