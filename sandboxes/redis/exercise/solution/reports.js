const MOST = 100;
const reports = new Map(); // id → { text, fence }

export const read = (id) => reports.get(id);

/** Keeps the text of the holder with this fence; false: a later holder has written. */
export function write(id, text, fence) {
  const seen = reports.get(id)?.fence ?? 0;
  if (fence < seen) return false; // the same holder may write again
  if (!reports.has(id) && reports.size >= MOST) throw new Error('Too many reports.');
  reports.set(id, { text, fence });
  return true;
}
