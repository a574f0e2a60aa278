/** `internalBinding('performance')`. */
import type { ProcessClock } from '../clock.ts';
import type { Facts } from '../facts.ts';

/** src/node_perf_common.h, enum PerformanceMilestone, in its order; not enumerable in Node. */
const MILESTONES = [
  'TIME_ORIGIN_TIMESTAMP',
  'TIME_ORIGIN',
  'ENVIRONMENT',
  'NODE_START',
  'V8_START',
  'LOOP_START',
  'LOOP_EXIT',
  'BOOTSTRAP_COMPLETE',
];

export function createPerformanceBinding(facts: Facts, clock: ProcessClock): object {
  const milestones = new Float64Array(MILESTONES.length);
  const begin = (): void => {
    milestones.fill(clock.start * 1e6);
    milestones[0] = (clock.origin + clock.start) * 1000;
  };
  begin();
  clock.onBegin(begin);
  const constants = { ...(facts.bindings['performance']?.['constants'] as object) };
  for (const [index, name] of MILESTONES.entries())
    Object.defineProperty(constants, `NODE_PERFORMANCE_MILESTONE_${name}`, { value: index });
  class Histogram {
    /** The recorded values, in ascending order. */
    values: number[] = [];
    record(value: number | bigint): void {
      this.values.push(Number(value));
      this.values.sort((a, b) => a - b);
    }
    recordDelta(): void {}
    count(): number {
      return this.values.length;
    }
    countBigInt(): bigint {
      return BigInt(this.values.length);
    }
    min(): number {
      return this.values[0] ?? 2 ** 63;
    }
    max(): number {
      return this.values.at(-1) ?? 0;
    }
    mean(): number {
      return this.values.reduce((sum, value) => sum + value, 0) / this.values.length;
    }
    stddev(): number {
      const mean = this.mean();
      return Math.sqrt(this.values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / this.values.length);
    }
    percentile(percent: number): number {
      return this.values[Math.max(0, Math.ceil((percent / 100) * this.values.length) - 1)] ?? 0;
    }
    percentiles(map: Map<number, number>): void {
      for (const percent of [0, 50, 75, 100]) map.set(percent, this.percentile(percent));
    }
    exceeds(): number {
      return 0;
    }
    reset(): void {
      this.values = [];
    }
    start(): void {}
    stop(): void {}
  }
  return {
    ...facts.bindings['performance'],
    constants,
    milestones,
    observerCounts: new Uint32Array(6),
    Histogram,
    now: () => clock.monotonic() - clock.start,
    setupObservers() {},
    installGarbageCollectionTracking() {},
    removeGarbageCollectionTracking() {},
    notify() {},
    loopIdleTime: () => 0,
    createELDHistogram: () => new Histogram(),
    markBootstrapComplete() {},
    uvMetricsInfo: () => [0, 0, 0],
  };
}
