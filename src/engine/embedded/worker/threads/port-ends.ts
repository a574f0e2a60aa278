/**
 * Counts what goes from thread to thread through the browser's own message ports. The kernel does not see
 * those messages; while the clock stands still it asks for the counts, so that time does not go on before
 * what was posted has been taken (frame/port-counts.ts).
 */
import type { PortEnd } from '../../protocol/threads.ts';

/** Tells this worker's channels from those of the others. */
const prefix = Math.random();
let channels = 0;

const changed = new Set<PortEnd>();
/** Those that the kernel has been told of. */
const told = new WeakSet<PortEnd>();
let clock: PortClock | undefined;

export interface PortClock {
  /** The kernel is told of what has changed. */
  readonly stands: boolean;
  /** Something has been taken, also when nobody listens to the port. */
  taken(): void;
}

export function followPorts(by: PortClock): void {
  clock = by;
}

/** The two ends of a new pair of ports. */
export function makeEnds(): [PortEnd, PortEnd] {
  const channel = `${prefix}:${(channels += 1)}`;
  return [
    { channel, side: 0, posted: 0, taken: 0 },
    { channel, side: 1, posted: 0, taken: 0 },
  ];
}

/** An end that came here from another thread. */
export function endArrived(end: PortEnd): PortEnd {
  changed.add(end);
  return end;
}

/** @returns what travels along with an end that leaves for another thread */
export function endLeaves(end: PortEnd): PortEnd {
  const leaving = { ...end };
  end.gone = true;
  over(end);
  return leaving;
}

export function countPosted(end: PortEnd): void {
  end.posted += 1;
  changed.add(end);
}

export function countTaken(end: PortEnd): void {
  end.taken += 1;
  changed.add(end);
  clock?.taken();
}

/** Nothing is taken at this end any more, and nobody need wait until it is. */
export function endClosed(end: PortEnd): void {
  end.taken = Infinity;
  over(end);
}

/** While time runs nobody asks: what has come and gone since is forgotten, or it would be kept for good. */
function over(end: PortEnd): void {
  if (told.has(end) || clock?.stands) changed.add(end);
  else changed.delete(end);
}

/** @returns the ends whose counts have changed since this was last asked, in the order in which they first did */
export function changedEnds(): PortEnd[] {
  const ends = [...changed];
  changed.clear();
  for (const end of ends) told.add(end);
  return ends;
}
