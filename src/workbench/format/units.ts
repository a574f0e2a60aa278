/** Times and sizes for people. */

/** @param milliseconds below 10 with one decimal, above 10 s in seconds */
export function formatTime(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 10_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** @param bytes exact below 10,000, then in kB (1 kB is 1000 bytes) */
export function formatSize(bytes: number): string {
  if (bytes === 1) return '1 byte';
  if (bytes < 10_000) return `${formatCount(bytes)} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** 1234567 as 1,234,567. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
