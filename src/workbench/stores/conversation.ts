/** A WebSocket conversation: what was said both ways, and the means to go on with it. */
import type { Socket, SocketFrame } from '../../engine/shared/websocket.ts';
import { State } from './signal.ts';

export interface Spoken {
  /** Milliseconds from asking for the WebSocket. */
  readonly time: number;
  readonly frame: SocketFrame;
}

/** Frames that are kept; of a longer conversation the newest. */
const KEPT = 2000;

export class Conversation {
  readonly #start = performance.now();
  readonly #spoken: Spoken[] = [];
  readonly #told = new State(0);
  readonly #ended = new State<string | null>(null);
  #socket: Socket | null = null;
  /** Frames that are no longer kept. */
  forgotten = 0;

  /** Oldest first; whoever reads them hears of new ones. */
  get spoken(): readonly Spoken[] {
    void this.#told.value;
    return this.#spoken;
  }

  /** How it ended, in a sentence; `null` while it goes on. */
  get ended(): string | null {
    return this.#ended.value;
  }

  opened(socket: Socket): void {
    this.#socket = socket;
  }

  frame(frame: SocketFrame): void {
    this.#spoken.push({ time: performance.now() - this.#start, frame });
    if (this.#spoken.length > KEPT) {
      this.#spoken.shift();
      this.forgotten += 1;
    }
    this.#told.value += 1;
  }

  closed(reason: string | null): void {
    this.#ended.value ??= reason ?? 'Both sides have closed it.';
  }

  send(text: string): void {
    if (this.ended === null) this.#socket?.send(text);
  }

  /** @param code 1000, or 3000 to 4999 */
  close(code: number, reason: string): void {
    this.#socket?.close(code, reason);
  }

  destroy(): void {
    this.#socket?.destroy();
  }
}
