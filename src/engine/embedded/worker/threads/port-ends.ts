/**
 * Counts messages that go from thread to thread through the browser's own message ports, which the kernel does not see.
 * While the clock stands still the kernel is told of the counts, so that time does not go on before all messages that
 * were posted have been taken (frame/port-counts.ts).
 */
import type { PortEnd } from '../../protocol/threads.ts';

/** Tells this worker's channels from those of the others. */
const prefix = Math.random();
let channels = 0;

const changed = new Set<PortEnd>();
/** Ends that the kernel has been told of. */
const told = new WeakSet<PortEnd>();
let clock: PortClock | undefined;

export interface PortClock {
  /** Whether the clock stands still: then the kernel is told of counts that have changed. */
  readonly stands: boolean;
  /** A message has been taken, perhaps at a port that nobody listens to. */
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

/** Takes note of an end that came from another thread. */
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

/** The end is closed: no message is taken at it any more, and the kernel need not wait until one is. */
export function endClosed(end: PortEnd): void {
  end.taken = Infinity;
  over(end);
}

/**
 * Forgets an end that is gone, unless the kernel knows it: while time runs nobody asks, and it would be kept for good.
 */
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
