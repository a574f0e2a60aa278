/** The processes of a sandbox and the wires between them: what is wrong with each, what travels, what a reader does to it. */
import type { NetworkControl, ProcessInfo, Result, Session, TapEvent, WireFaults } from '../../engine/engine.ts';
import type { RunStore } from './run.ts';
import { State, watch } from './signal.ts';

/** The reader's own end of a wire, as the engine calls it. */
export const CLIENT = 'client';
/** Of so many processes every two have a wire to be cut; of more only those that have talked. */
const ALL_PAIRS = 6;
/** How many pieces are drawn on their way at once; more are counted only. */
export const DRAWN = 24;
/** Milliseconds that a piece is seen to travel, at least and at most, and between two times that what came is told. */
const FLIGHT = 600;
const LONGEST = 4000;
const PAUSE = 100;

/** A wire, by the names of its ends. */
export interface TopologyWire {
  readonly key: string;
  readonly a: string;
  readonly b: string;
  readonly faults: WireFaults;
  /** Whether anything has gone over it. */
  readonly used: boolean;
  readonly connections: number;
  readonly bytes: number;
}

/** A piece on its way, for whoever draws it. */
export interface Travel {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  /** Whether the side sent it that opened the connection: a request rather than an answer. */
  readonly opener: boolean;
  /** Milliseconds of the machine's time that it is seen. */
  readonly flight: number;
  /** Whether it will not arrive: the wire is cut. */
  readonly stuck: boolean;
}

interface Count {
  connections: number;
  bytes: number;
}

export class TopologyStore {
  readonly #run: RunStore;
  readonly #names: readonly string[];
  readonly #faults = new State<ReadonlyMap<string, WireFaults>>(new Map());
  readonly #version = new State(0);
  readonly #travels = new State<readonly Travel[]>([]);
  readonly #said = new State<string | null>(null);
  readonly #counts = new Map<string, Count>();
  #next = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #end: (() => void) | null = null;

  /** @param names of the processes that the manifest has */
  constructor(run: RunStore, names: readonly string[]) {
    this.#run = run;
    this.#names = names;
  }

  /** Whether there is a network to steer. */
  get there(): boolean {
    return this.#network !== null;
  }

  /** The processes of the manifest, running or not. */
  get processes(): readonly ProcessInfo[] {
    const known = this.#run.processes;
    return this.#names.map(
      (name) =>
        known.find((process) => process.name === name) ?? {
          ...{ name, command: '', pid: 0, state: 'exited', ports: [], exitCode: null, signal: null },
        },
    );
  }

  get wires(): readonly TopologyWire[] {
    void this.#version.value;
    const faults = this.#faults.value;
    const names = [CLIENT, ...this.#names];
    return names.flatMap((a, index) =>
      names.slice(index + 1).flatMap((b) => {
        const key = keyOf(a, b);
        const count = this.#counts.get(key);
        const own = faults.get(key) ?? {};
        const talks = count !== undefined || Object.keys(own).length > 0;
        if (!talks && names.length > ALL_PAIRS + 1 && a !== CLIENT) return [];
        return { key, a, b, faults: own, used: count !== undefined, ...(count ?? { connections: 0, bytes: 0 }) };
      }),
    );
  }

  /** What is on its way, as far as it is drawn. */
  get travels(): readonly Travel[] {
    return this.#travels.value;
  }

  /** What came of the last thing that was done, in a sentence; `null` at first. */
  get said(): string | null {
    return this.#said.value;
  }

  /** Looks at what travels from now on, in this session and in those to come. */
  start(): void {
    if (this.#end !== null) return;
    let stop: (() => void) | undefined;
    const listen = (network: NetworkControl | null) => {
      stop?.();
      stop = network?.tap((event) => this.#travel(event));
      if (network === null) return;
      // The wires of a new session are whole.
      this.#faults.value = new Map();
      this.#counts.clear();
      this.#said.value = null;
      this.#version.value += 1;
    };
    const unwatch = watch(() => this.#network, listen);
    if (this.#network !== null) listen(this.#network);
    this.#end = () => {
      unwatch();
      stop?.();
    };
  }

  /** Looks no more; what is wrong with the wires stays so. */
  stop(): void {
    this.#end?.();
    this.#end = null;
    this.#travels.value = [];
  }

  /** @param change what else is wrong with a wire from now on; `undefined` mends that part */
  setFaults(
    { key, a, b }: Pick<TopologyWire, 'key' | 'a' | 'b'>,
    change: { [K in keyof WireFaults]: WireFaults[K] | undefined },
  ): void {
    const network = this.#network;
    if (network === null) return;
    const merged = { ...this.#faults.value.get(key), ...change };
    const faults = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as WireFaults;
    network.setFaults(a, b, faults);
    this.#faults.value = new Map([...this.#faults.value, [key, faults]]);
    this.#said.value = `Wire ${a} – ${b}: ${describeFaults(faults)}.`;
  }

  heal(wire: Pick<TopologyWire, 'key' | 'a' | 'b'>): void {
    this.setFaults(wire, { delay: undefined, jitter: undefined, rate: undefined, cut: undefined });
  }

  /** Ends a process at once, as SIGKILL does. */
  kill(name: string): Promise<void> {
    return this.#do((session) => session.kill(name), `${name} was killed.`);
  }

  /** Asks a process to end (SIGTERM); a program that listens for it decides itself. */
  async terminate(name: string): Promise<void> {
    await this.#do(
      async (session) => (await session.signal?.(name, 'SIGTERM')) ?? { ok: true },
      `${name} was sent SIGTERM.`,
    );
  }

  /** Starts a process that has ended, or ends it and starts it anew. */
  restart(name: string): Promise<void> {
    return this.#do((session) => session.restart(name), `${name} was started.`);
  }

  async #do(act: (session: Session) => Promise<Result<{}>>, done: string): Promise<void> {
    const { session } = this.#run;
    if (session === null) return;
    const result = await act(session);
    this.#said.value = result.ok ? done : result.reason;
  }

  #travel({ from, to, opener, type, bytes }: TapEvent): void {
    if (from === to) return;
    const key = keyOf(from, to);
    const count = this.#counts.get(key) ?? { connections: 0, bytes: 0 };
    this.#counts.set(key, count);
    if (type === 'open') count.connections += 1;
    count.bytes += bytes?.length ?? 0;
    if (type === 'data' && this.travels.length < DRAWN) this.#draw(from, to, opener);
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined;
      this.#version.value += 1;
    }, PAUSE);
  }

  #draw(from: string, to: string, opener: boolean): void {
    const { delay = 0, cut } = this.#faults.value.get(keyOf(from, to)) ?? {};
    const rate = this.#run.session?.clock?.rate ?? 1;
    // As slow as it is, as far as somebody would watch it; on a clock that stands still, as slow as on the machine's.
    const flight = Math.min(LONGEST, Math.max(FLIGHT, delay / (rate || 1)));
    const travel: Travel = { id: (this.#next += 1), from, to, opener, flight, stuck: cut !== undefined };
    this.#travels.value = [...this.travels, travel];
    setTimeout(() => {
      this.#travels.value = this.travels.filter((other) => other !== travel);
    }, flight);
  }

  get #network(): NetworkControl | null {
    return this.#run.session?.network ?? null;
  }
}

/** What is wrong with a wire, in words. */
export function describeFaults({ delay, rate, cut }: WireFaults): string {
  const faults = [
    ...(cut === 'silent'
      ? ['cut, nothing arrives']
      : cut === 'reset'
        ? ['broken, connections are reset and refused']
        : []),
    ...(delay === undefined ? [] : [`${delay.toLocaleString('en-US')} ms late`]),
    ...(rate === undefined ? [] : [`${(rate / 1000).toLocaleString('en-US')} kB/s`]),
  ];
  return faults.length === 0 ? 'whole' : faults.join(', ');
}

const keyOf = (a: string, b: string): string => [a, b].sort().join(' ');
