/** One connection as it was seen on its wire: what each side sent, when, and how it ended. */
import type { TapEvent } from '../../engine/engine.ts';

/** Bytes and pieces that are kept of a connection, from its begin on. */
export const BYTES = 2 ** 17;
export const PIECES = 2000;

export interface WirePiece {
  readonly type: TapEvent['type'];
  /** Milliseconds since 1970 on the session's clock. */
  readonly time: number;
  /** Whether the side sent it that opened the connection. */
  readonly opener: boolean;
  /** Where its bytes begin in all that this side has sent. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

const NO_BYTES = new Uint8Array(0);

export class WireConnection {
  readonly id: number;
  /** The names of the two ends; the first opened it. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly opened: number;
  /** Whether it was seen from its begin on. */
  readonly whole: boolean;
  readonly pieces: WirePiece[] = [];
  /** Bytes of the opener and of the other side, kept or not. */
  readonly sizes = { opener: 0, other: 0 };
  /** How many bytes came after what is kept, and how many pieces are not kept whole. */
  readonly left = { bytes: 0, pieces: 0 };
  /** Bytes that are kept. */
  kept = 0;
  #ended: TapEvent['type'] | null = null;

  /** @param event the first that was seen of it */
  constructor({ connection, from, to, opener, port, time, type }: TapEvent) {
    this.id = connection;
    this.from = opener ? from : to;
    this.to = opener ? to : from;
    this.port = port;
    this.opened = time;
    this.whole = type === 'open';
  }

  /** How it ended; `null` while it is open. */
  get ended(): 'close' | 'reset' | null {
    return this.#ended === 'close' || this.#ended === 'reset' ? this.#ended : null;
  }

  add({ type, time, opener, bytes = NO_BYTES }: TapEvent): void {
    const side = opener ? 'opener' : 'other';
    const at = this.sizes[side];
    this.sizes[side] += bytes.length;
    // Of both sides the close is seen; how it ended is what came first.
    if (this.#ended === null && (type === 'close' || type === 'reset')) this.#ended = type;
    const room = this.left.pieces > 0 || this.pieces.length >= PIECES ? 0 : BYTES - this.kept;
    if (bytes.length > room || this.left.pieces > 0 || this.pieces.length >= PIECES) {
      this.left.pieces += 1;
      this.left.bytes += bytes.length - room;
      if (room === 0) return;
    }
    const kept = bytes.subarray(0, room);
    this.kept += kept.length;
    this.pieces.push({ type, time, opener, at, bytes: kept });
  }

  /** All that is kept of what one side sent. */
  stream(opener: boolean): Uint8Array {
    const own = this.pieces.filter((piece) => piece.opener === opener);
    const joined = new Uint8Array(own.reduce((sum, { bytes }) => sum + bytes.length, 0));
    for (const { at, bytes } of own) joined.set(bytes, at);
    return joined;
  }
}
