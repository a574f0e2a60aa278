/** An answer as far as it has come: the head, then the pieces of its body, each with its time. */
import type { HttpResponse } from '../../engine/engine.ts';

export interface Piece {
  /** Milliseconds from sending the request. */
  readonly time: number;
  readonly bytes: Uint8Array;
}

export class Received implements HttpResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HttpResponse['headers'];
  readonly wire: HttpResponse['wire'];
  /** In the order in which they came; more are added while it is being received. */
  readonly pieces: Piece[] = [];
  /** Bytes of the body that have come. */
  size = 0;
  /** Milliseconds from sending the request to the last byte. */
  time: number;
  /** Why the body is not whole and will not be. */
  broken?: string;
  #body: Uint8Array | null = null;

  constructor(
    { status, statusText, headers }: Pick<HttpResponse, 'status' | 'statusText' | 'headers'>,
    wire: HttpResponse['wire'],
    time: number,
  ) {
    this.status = status;
    this.statusText = statusText;
    this.headers = headers;
    this.wire = wire;
    this.time = time;
  }

  /** An answer that nobody has followed. */
  static whole(response: HttpResponse): Received {
    const received = new Received(response, response.wire, response.time);
    received.add(response.body, response.time);
    if (response.broken !== undefined) received.broken = response.broken;
    return received;
  }

  /** What has come of the body. */
  get body(): Uint8Array {
    if (this.#body?.length === this.size) return this.#body;
    const [first] = this.pieces;
    this.#body = this.pieces.length === 1 ? first!.bytes : this.begin(this.size);
    return this.#body;
  }

  /** The first `count` bytes of the body, or all that have come. */
  begin(count: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(count, this.size));
    let at = 0;
    for (const piece of this.pieces) {
      if (at === bytes.length) break;
      const part = piece.bytes.subarray(0, bytes.length - at);
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  /** @param name in small letters */
  header(name: string): string | undefined {
    return this.headers.find(([key]) => key.toLowerCase() === name)?.[1];
  }

  add(bytes: Uint8Array, time: number): void {
    this.time = time;
    if (bytes.length === 0) return;
    this.pieces.push({ time, bytes });
    this.size += bytes.length;
  }
}
