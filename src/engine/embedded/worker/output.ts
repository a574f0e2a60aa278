/**
 * Standard output and error on their way to the page: text is gathered and sent in batches, so that a
 * program that prints a million lines sends some hundred messages.
 */
import type { Send } from './network/stream.ts';

const BATCH = 32 * 1024;

/** How many arguments a function can be given without overflowing the stack. */
const PORTION = 8 * 1024;

export class Output {
  readonly #send: Send;
  readonly #schedule: () => void;
  #stream: 'stdout' | 'stderr' = 'stdout';
  #text = '';
  #scheduled = false;
  /** Whether output is passed on byte for byte (BootOptions.exactOutput). */
  exact = false;
  readonly #decoders = { stdout: new TextDecoder('utf-8'), stderr: new TextDecoder('utf-8') };

  /** @param schedule sees to it that `flush` is called when the program has given up control. */
  constructor(send: Send, schedule: () => void) {
    this.#send = send;
    this.#schedule = schedule;
  }

  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): void {
    this.#append(stream, this.exact ? toLatin1(bytes) : this.#decoders[stream].decode(bytes, { stream: true }));
  }

  flush(): void {
    this.#scheduled = false;
    if (this.#text !== '') this.#send({ type: 'output', stream: this.#stream, text: this.#text });
    this.#text = '';
  }

  #append(stream: 'stdout' | 'stderr', text: string): void {
    // Batches keep the order between the two streams.
    if (stream !== this.#stream) this.flush();
    this.#stream = stream;
    this.#text += text;
    if (this.#text.length >= BATCH) this.flush();
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule();
  }
}

/** A text of one character for each byte. */
function toLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += PORTION)
    text += String.fromCharCode(...bytes.subarray(from, from + PORTION));
  return text;
}
