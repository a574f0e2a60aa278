/** The machine as a process sees it: what the browser tells of cores and memory, and round figures for the rest. */

/** How many cores the machine has; read before Node's library puts its own navigator in place. */
export const cores = Math.max(1, navigator.hardwareConcurrency || 1);

/** Bytes of resident memory where the browser does not tell: a round figure, the size of a small Node process. */
export const RESIDENT = 64 * 2 ** 20;

interface PerformanceMemory {
  readonly usedJSHeapSize: number;
  readonly totalJSHeapSize: number;
}

export function heap(): { used: number; total: number } {
  const { memory } = performance as Performance & { memory?: PerformanceMemory };
  return { used: memory?.usedJSHeapSize ?? 16 * 2 ** 20, total: memory?.totalJSHeapSize ?? 32 * 2 ** 20 };
}
