// When version 1 was deprecated, and when it ends. Real dates are written down; these
// are counted from the start, so that the end is always ten minutes away.
const start = Date.now();
export const deprecated = new Date(start - 365 * 86_400_000);
export const sunset = new Date(start + 10 * 60_000);
