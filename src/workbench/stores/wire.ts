/** What goes over the wires, by connection: recorded while somebody looks, the oldest connections forgotten first. */
import type { NetworkControl, TapEvent } from '../../engine/engine.ts';
import type { RunStore } from './run.ts';
import { State, watch } from './signal.ts';
import { WireConnection } from './wire-connection.ts';

/** How many connections are kept, and how many bytes of all of them. */
export const CONNECTIONS = 200;
const TOTAL = 2 ** 22;
/** Milliseconds between two times that what came is told. */
const PAUSE = 100;

export class WireStore {
  readonly #run: RunStore;
  readonly #version = new State(0);
  readonly #recording = new State(false);
  #connections = new Map<number, WireConnection>();
  #bytes = 0;
  #forgotten = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #end: (() => void) | null = null;

  constructor(run: RunStore) {
    this.#run = run;
  }

  /** Whether there is a wire to listen to: it is recorded, and an engine runs that can be tapped. */
  get recording(): boolean {
    return this.#recording.value;
  }

  /** The newest first. What they hold grows: whoever reads this hears of it. */
  get connections(): readonly WireConnection[] {
    void this.#version.value;
    return [...this.#connections.values()].reverse();
  }

  /** How many connections before these are no longer kept. */
  get forgotten(): number {
    void this.#version.value;
    return this.#forgotten;
  }

  /** Records from now on, in this session and in those to come. What a tap costs is paid from here. */
  start(): void {
    if (this.#end !== null) return;
    let stop: (() => void) | undefined;
    const listen = (network: NetworkControl | null) => {
      stop?.();
      stop = network?.tap((event) => this.#add(event));
      this.#recording.value = network !== null;
      // Connections of another session have the numbers of this one's.
      if (network !== null) this.clear();
    };
    const network = () => this.#run.session?.network ?? null;
    const unwatch = watch(network, listen);
    if (network() !== null) listen(network());
    this.#end = () => {
      unwatch();
      stop?.();
      this.#recording.value = false;
    };
  }

  /** Records no more; what was recorded stays. */
  stop(): void {
    this.#end?.();
    this.#end = null;
  }

  /** Forgets all that was recorded. */
  clear(): void {
    this.#connections = new Map();
    this.#bytes = 0;
    this.#forgotten = 0;
    this.#version.value += 1;
  }

  #add(event: TapEvent): void {
    let connection = this.#connections.get(event.connection);
    if (connection === undefined) {
      // The end of what was forgotten is no news.
      if (event.type !== 'open' && event.type !== 'data') return;
      connection = new WireConnection(event);
      this.#connections.set(event.connection, connection);
    }
    const before = connection.kept;
    connection.add(event);
    this.#bytes += connection.kept - before;
    while (this.#connections.size > CONNECTIONS || this.#bytes > TOTAL) {
      const [id, oldest] = this.#connections.entries().next().value!;
      this.#connections.delete(id);
      this.#bytes -= oldest.kept;
      this.#forgotten += 1;
    }
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined;
      this.#version.value += 1;
    }, PAUSE);
  }
}
