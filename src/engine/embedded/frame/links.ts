/**
 * The wires of the virtual network: what travels between two processes, or between a process and the
 * reader's client, can be delayed, throttled, held back or broken. Without a fault nothing is queued.
 */

import type { LinkFaults } from '../../engine.ts';

/** Calls back after so many milliseconds of the session's clock. */
export type Schedule = (milliseconds: number, callback: () => void) => void;

interface Direction {
  /** When the wire is free again, and when the last message arrives: order is kept. */
  freeAt: number;
  lastArrival: number;
  /** Messages on their way. */
  flying: number;
  readonly held: { readonly size: number; readonly deliver: () => void }[];
}

class Link {
  faults: LinkFaults;
  readonly #directions = new Map<string, Direction>();

  constructor(faults: LinkFaults) {
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

  /** No fault, and nothing on its way that a faster message could overtake. */
  get whole(): boolean {
    return (
      Object.keys(this.faults).length === 0 &&
      this.directions().every(({ flying, held }) => flying === 0 && held.length === 0)
    );
  }
}

export class Links {
  readonly #links = new Map<string, Link>();
  readonly #now: () => number;
  readonly #schedule: Schedule;
  readonly #random: () => number;

  /**
   * @param now milliseconds of the session's clock. @param random in [0, 1), for jitter.
   */
  constructor(now: () => number, schedule: Schedule, random: () => number = Math.random) {
    this.#now = now;
    this.#schedule = schedule;
    this.#random = random;
  }

  /** Whether every wire is whole: the fast path. */
  get whole(): boolean {
    return this.#links.size === 0;
  }

  /** Sets what is wrong between `a` and `b`; what was held by a cut that is over goes on its way. */
  set(a: string, b: string, faults: LinkFaults): void {
    const key = keyOf(a, b);
    const link = this.#links.get(key) ?? new Link(faults);
    link.faults = faults;
    this.#links.set(key, link);
    if (faults.cut !== undefined) return;
    for (const direction of link.directions()) {
      for (const { size, deliver } of direction.held.splice(0)) this.#travel(link, direction, size, deliver);
    }
    if (link.whole) this.#links.delete(key);
  }

  /** Whether connections between the two break and are refused. */
  resets(a: string, b: string): boolean {
    return this.#links.get(keyOf(a, b))?.faults.cut === 'reset';
  }

  /** Brings a message of `size` bytes from `from` to `to`: `deliver` is called when it arrives, in order. */
  send(from: string, to: string, size: number, deliver: () => void): void {
    const link = this.#links.get(keyOf(from, to));
    if (!link) {
      deliver();
      return;
    }
    const direction = link.direction(from);
    if (link.faults.cut !== undefined) direction.held.push({ size, deliver });
    else this.#travel(link, direction, size, deliver);
  }

  #travel(link: Link, direction: Direction, size: number, deliver: () => void): void {
    const { faults } = link;
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
      if (link.whole) this.#forget(link);
      deliver();
    });
  }

  #forget(link: Link): void {
    for (const [key, known] of this.#links) if (known === link) this.#links.delete(key);
  }
}

const keyOf = (a: string, b: string): string => [a, b].sort().join('\n');
