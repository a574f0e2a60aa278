// One key on N replicas. Messages go to all; whoever sent them waits for the first W
// or R answers. A message takes `delay()` milliseconds, each its own.
const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const all = (n, make) => Array.from({ length: n }, (_, replica) => make(replica));

/** A new value, sent at 0. @returns when it reaches each replica; when it is done */
export function write({ n, w }, delay) {
  const reach = all(n, () => delay());
  const acks = reach.map((at) => at + delay());
  return { reach, done: sorted(acks)[w - 1] };
}

/** @returns whether one of the first R answers has the new value; when it is done */
export function read({ n, r }, start, reach, delay) {
  const answers = all(n, (replica) => {
    const arrives = start + delay();
    return { isNew: reach[replica] <= arrives, at: arrives + delay() };
  });
  const first = answers.toSorted((a, b) => a.at - b.at).slice(0, r);
  return { isNew: first.some((answer) => answer.isNew), done: first.at(-1).at };
}

/** A reader that writes what it has found to W replicas before it answers. */
export function writeBack({ w }, start, reach, delay) {
  const again = reach.map((at) => Math.min(at, start + delay()));
  const acks = again.map((at) => Math.max(at, start) + delay());
  return { reach: again, done: sorted(acks)[w - 1] };
}
