// The thing that the lock protects. It stands for a database or a file store; it knows
// nothing of Redis, and of clocks neither.

let report = { text: 'empty', fence: 0 }; // the highest number that has written

export const read = () => report;

/** Broken on purpose: believes each writer that it holds the lock. */
export function overwrite(text) {
  report = { ...report, text };
  return true;
}

/** Refuses a writer whose number is lower than one that it has seen. */
export function write(text, fence) {
  if (fence < report.fence) return false;
  report = { text, fence };
  return true;
}
