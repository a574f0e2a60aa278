/** Reads `text/event-stream` as it comes (HTML Standard, section 9.2.6, "Interpreting an event stream"). */

export interface StreamEvent {
  /** When its last byte came, in milliseconds from sending the request. */
  readonly time: number;
  /** `message` when the stream names none. */
  readonly type: string;
  readonly data: string;
  /** The id that holds after this event: what a browser sends as `Last-Event-ID` when it connects again. */
  readonly id: string;
}

export class EventStreamReader {
  readonly #decoder = new TextDecoder();
  /** What has come of the line that is not ended. */
  #line = '';
  /** The last character was a carriage return: a line feed after it belongs to it. */
  #carriage = false;
  #data: string[] = [];
  #type = '';
  #id = '';
  /** Milliseconds that the server wants a browser to wait before it connects again; `null` when it has not said. */
  retry: number | null = null;
  /** Lines that begin with a colon: they keep a connection open and mean nothing. */
  comments = 0;

  /**
   * @param bytes the next ones of the stream
   * @param time when they came
   * @returns the events that they complete. What an event lacks at the end of a stream makes none
   */
  push(bytes: Uint8Array, time: number): StreamEvent[] {
    const events: StreamEvent[] = [];
    let text = this.#decoder.decode(bytes, { stream: true });
    if (this.#carriage && text.startsWith('\n')) text = text.slice(1);
    if (text === '') return events;
    this.#carriage = text.endsWith('\r');
    const lines = (this.#line + text).split(/\r\n|\r|\n/);
    this.#line = lines.pop()!;
    for (const line of lines) {
      if (line !== '') this.#field(line);
      else if (this.#data.length > 0)
        events.push({ time, type: this.#type || 'message', data: this.#data.join('\n'), id: this.#id });
      if (line !== '') continue;
      this.#data = [];
      this.#type = '';
    }
    return events;
  }

  #field(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) {
      this.comments += 1;
      return;
    }
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#type = value;
    else if (name === 'id' && !value.includes('\0')) this.#id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
  }
}
