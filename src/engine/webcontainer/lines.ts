/**
 * Messages about connections between the page and the gateway program in the container: one message a line, over the
 * program's terminal. A line begins with a mark that names the sender, because a terminal may echo its input; bytes are
 * base64; and no line is longer than a terminal takes (4096, MAX_CANON).
 */
import type { StreamFromHost, StreamToHost } from '../shared/stream.ts';

const MOST_BYTES = 2700;
export const FROM_PAGE = '>';
export const FROM_GATEWAY = '<';

/** The lines of one message, each with its end. */
export function encode(mark: string, message: StreamFromHost | StreamToHost): string {
  if (message.type !== 'data') return `${mark}${JSON.stringify(message)}\n`;
  const bytes = new Uint8Array(message.bytes);
  let lines = '';
  for (let at = 0; at < bytes.length; at += MOST_BYTES) {
    const text = btoa(String.fromCharCode(...bytes.subarray(at, at + MOST_BYTES)));
    lines += `${mark}${JSON.stringify({ ...message, bytes: text })}\n`;
  }
  return lines;
}

/** Puts lines together from pieces of text and hands over the messages with the other side's mark. */
export class LineReader<Message extends StreamFromHost | StreamToHost> {
  readonly #mark: string;
  readonly #receive: (message: Message) => void;
  #rest = '';

  constructor(mark: string, receive: (message: Message) => void) {
    this.#mark = mark;
    this.#receive = receive;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith(`${this.#mark}{`)) this.#receive(decode(line.slice(1)) as Message);
  }
}

function decode(line: string): unknown {
  return JSON.parse(line, (key, value: unknown) =>
    key === 'bytes' ? Uint8Array.from(atob(String(value)), (character) => character.charCodeAt(0)).buffer : value,
  );
}
