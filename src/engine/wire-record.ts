/** A record of the bytes on the wires of a session: the newest, up to a limit. */
import type { NetworkControl, TapEvent } from './engine.ts';
import { describeEvent, type WireFormat } from './wire-text.ts';

const LIMIT = 2 ** 20;

export class WireRecord {
  readonly #limit: number;
  readonly #stop: () => void;
  readonly #events: TapEvent[] = [];
  #bytes = 0;
  #forgotten = 0;

  /** Records from now on. @param limit bytes that are kept; beyond it the oldest events are forgotten */
  constructor(network: NetworkControl, { limit = LIMIT }: { readonly limit?: number } = {}) {
    this.#limit = limit;
    this.#stop = network.tap((event) => this.#add(event));
  }

  /** The events of the record, oldest first. */
  get events(): readonly TapEvent[] {
    return this.#events;
  }

  /** The record as lines to read. */
  describe(format: WireFormat = 'text'): string[] {
    const lines = this.#events.flatMap((event) => describeEvent(event, format));
    return this.#forgotten === 0 ? lines : [`… (${this.#forgotten} earlier events are not kept)`, ...lines];
  }

  /** Records no more; what has been recorded stays. */
  stop(): void {
    this.#stop();
  }

  #add(event: TapEvent): void {
    this.#events.push(event);
    this.#bytes += event.bytes?.length ?? 0;
    while (this.#bytes > this.#limit && this.#events.length > 1) {
      this.#bytes -= this.#events.shift()?.bytes?.length ?? 0;
      this.#forgotten += 1;
    }
  }
}
