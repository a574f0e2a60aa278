/**
 * An answer to a worker that does nothing but wait for it (`Atomics.wait`), through memory that it shares with the
 * kernel. An answer that does not fit into the memory comes in parts: the worker asks for each further part.
 */

/** Numbers at the beginning of the memory: whether a part is there, its length, and whether another follows. */
const [STATE, LENGTH, MORE] = [0, 1, 2];
const HEADER = 3 * Int32Array.BYTES_PER_ELEMENT;
const PART = 256 * 1024;

/** Size of the shared memory in bytes. */
export const REPLY_SIZE = HEADER + PART;

// Taken before Node's library, and the program, have put their own in place.
const { wait, store, notify } = Atomics;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export type Reply = object | string | number | boolean | null | undefined | Uint8Array | readonly Reply[];

interface Packed {
  readonly at: number;
  readonly length: number;
}

/** An answer as bytes: the length of its JSON, the JSON, and behind it the bytes that the JSON refers to. */
function pack(reply: Reply): Uint8Array {
  const parts: Uint8Array[] = [];
  let end = 0;
  const text = encoder.encode(
    JSON.stringify(reply, (_key, value: unknown) => {
      if (!(value instanceof Uint8Array)) return value;
      parts.push(value);
      end += value.length;
      return { $bytes: { at: end - value.length, length: value.length } satisfies Packed };
    }),
  );
  const start = Uint32Array.BYTES_PER_ELEMENT + text.length;
  const whole = new Uint8Array(start + end);
  new DataView(whole.buffer).setUint32(0, text.length);
  whole.set(text, Uint32Array.BYTES_PER_ELEMENT);
  let at = start;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function unpack(whole: Uint8Array): unknown {
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0);
  const start = Uint32Array.BYTES_PER_ELEMENT + length;
  return JSON.parse(decoder.decode(whole.subarray(Uint32Array.BYTES_PER_ELEMENT, start)), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value;
    const { at, length: size } = value.$bytes as Packed;
    return whole.slice(start + at, start + at + size);
  });
}

/** Whether a value that a worker has sent is shared memory of the right size. */
export const isReplyMemory = (value: unknown): boolean =>
  typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer && value.byteLength === REPLY_SIZE;

/** The kernel's side: writes an answer into the memory. */
export class ReplyWriter {
  readonly #numbers: Int32Array;
  readonly #room: Uint8Array;
  #rest: Uint8Array;

  constructor(shared: SharedArrayBuffer, reply: Reply) {
    this.#numbers = new Int32Array(shared, 0, 3);
    this.#room = new Uint8Array(shared, HEADER, PART);
    this.#rest = pack(reply);
  }

  /** Hands the next part over. @returns whether more follow. */
  next(): boolean {
    const part = this.#rest.subarray(0, PART);
    this.#rest = this.#rest.subarray(part.length);
    const more = this.#rest.length > 0;
    this.#room.set(part);
    this.#numbers[LENGTH] = part.length;
    this.#numbers[MORE] = more ? 1 : 0;
    store(this.#numbers, STATE, 1);
    notify(this.#numbers, STATE);
    return more;
  }
}

/** @param ask asks the kernel for one further part. */
export type TakeReply = (shared: SharedArrayBuffer, ask: () => void) => unknown;

/** The worker's side: waits for an answer and reads it. */
export const takeReply: TakeReply = (shared, ask) => {
  const numbers = new Int32Array(shared, 0, 3);
  const room = new Uint8Array(shared, HEADER, PART);
  const parts: Uint8Array[] = [];
  for (;;) {
    wait(numbers, STATE, 0);
    parts.push(room.slice(0, numbers[LENGTH]));
    store(numbers, STATE, 0);
    if (numbers[MORE] === 0) break;
    ask();
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return unpack(whole);
};
