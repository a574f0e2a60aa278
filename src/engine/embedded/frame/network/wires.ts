/**
 * The wires of the virtual network: messages between two processes, or between a process and the reader's client, can
 * be delayed, throttled, held back or broken off. Without a fault nothing is queued.
 */

import type { WireFaults } from '../../../engine.ts';

/** Calls back after so many milliseconds of the session's clock. */
export type Schedule = (milliseconds: number, callback: () => void) => void;

interface Direction {
  /** When the last message will have left, on the session's clock: a throttled wire carries one after the other. */
  freeAt: number;
  /** When the last message arrives: none overtakes another. */
  lastArrival: number;
  /** How many messages are on their way. */
  flying: number;
  /** Messages that a cut holds back. */
  readonly held: { readonly size: number; readonly deliver: () => void }[];
}

class Wire {
  faults: WireFaults;
  readonly #directions = new Map<string, Direction>();

  constructor(faults: WireFaults) {
    this.faults = faults;
  }

  direction(from: string): Direction {
    let direction = this.#directions.get(from);
    if (!direction) {
      direction = { freeAt: 0, lastArrival: 0, flying: 0, held: [] };
      this.#directions.set(from, direction);
    }
    return direction;
  }

  directions(): Direction[] {
    return [...this.#directions.values()];
  }

  /** Whether the wire has no fault, and no message on its way that a faster one could overtake. */
  get whole(): boolean {
    return (
      Object.keys(this.faults).length === 0 &&
      this.directions().every(({ flying, held }) => flying === 0 && held.length === 0)
    );
  }
}

export class Wires {
  readonly #wires = new Map<string, Wire>();
  readonly #now: () => number;
  readonly #schedule: Schedule;
  readonly #random: () => number;

  /**
   * @param now milliseconds of the session's clock
   * @param random in [0, 1), for jitter
   */
  constructor(now: () => number, schedule: Schedule, random: () => number = Math.random) {
    this.#now = now;
    this.#schedule = schedule;
    this.#random = random;
  }

  /** Whether no wire has a fault: the fast path. */
  get whole(): boolean {
    return this.#wires.size === 0;
  }

  /** Sets the faults of the wire between `a` and `b`; messages held back by a cut that is over go on their way. */
  set(a: string, b: string, faults: WireFaults): void {
    const key = keyOf(a, b);
    const wire = this.#wires.get(key) ?? new Wire(faults);
    wire.faults = faults;
    this.#wires.set(key, wire);
    if (faults.cut !== undefined) return;
    for (const direction of wire.directions()) {
      for (const { size, deliver } of direction.held.splice(0)) this.#travel(wire, direction, size, deliver);
    }
    if (wire.whole) this.#wires.delete(key);
  }

  /** Whether connections between the two break and are refused. */
  resets(a: string, b: string): boolean {
    return this.#wires.get(keyOf(a, b))?.faults.cut === 'reset';
  }

  /** Brings a message of `size` bytes from `from` to `to`: `deliver` is called when it arrives, in order. */
  send(from: string, to: string, size: number, deliver: () => void): void {
    const wire = this.#wires.get(keyOf(from, to));
    if (!wire) {
      deliver();
      return;
    }
    const direction = wire.direction(from);
    if (wire.faults.cut !== undefined) direction.held.push({ size, deliver });
    else this.#travel(wire, direction, size, deliver);
  }

  #travel(wire: Wire, direction: Direction, size: number, deliver: () => void): void {
    const { faults } = wire;
    const now = this.#now();
    const begin = Math.max(now, direction.freeAt);
    const sent = faults.rate === undefined ? begin : begin + (size / faults.rate) * 1000;
    direction.freeAt = sent;
    const flight = (faults.delay ?? 0) + (faults.jitter ?? 0) * this.#random();
    const arrival = Math.max(sent + flight, direction.lastArrival);
    direction.lastArrival = arrival;
    direction.flying += 1;
    this.#schedule(arrival - now, () => {
      direction.flying -= 1;
      if (wire.whole) this.#forget(wire);
      deliver();
    });
  }

  #forget(wire: Wire): void {
    for (const [key, known] of this.#wires) if (known === wire) this.#wires.delete(key);
  }
}

const keyOf = (a: string, b: string): string => [a, b].sort().join('\n');
