/** Stretches of time for people, from milliseconds to days. */

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/**
 * @param milliseconds not negative
 * @returns the two largest units: `250 ms`, `1.25 s`, `2 min 3 s`, `1 h 5 min`, `3 d 4 h`
 */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  // As it will be shown: 59,999.9 ms are a minute.
  const whole = Math.round(milliseconds);
  if (whole < 60_000) return `${Number((whole / 1000).toFixed(3))} s`;
  const first = UNITS.findIndex(([, size]) => whole >= size);
  const [unit, size] = UNITS[first]!;
  const [below, smaller] = UNITS[first + 1] ?? (['s', 1000] as const);
  const rest = Math.floor((whole % size) / smaller);
  const count = Math.floor(whole / size);
  return rest === 0 ? `${count} ${unit}` : `${count} ${unit} ${rest} ${below}`;
}
