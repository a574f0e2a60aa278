/** `internalBinding('v8')` (src/node_v8.cc): as much of the heap's statistics as a browser tells. */
import type { Facts } from '../facts.ts';
import { heap } from '../machine.ts';

export function createV8Binding(facts: Facts): object {
  const heapStatisticsBuffer = new Float64Array(14);
  return {
    ...facts.bindings['v8'],
    heapStatisticsBuffer,
    heapCodeStatisticsBuffer: new Float64Array(4),
    heapSpaceStatisticsBuffer: new Float64Array(4),
    updateHeapStatisticsBuffer(): void {
      const { used, total } = heap();
      heapStatisticsBuffer.set([total, 0, total, 2 ** 31, used, 2 ** 32, 0, used, 0, 1, 0, 0, 0, 0]);
    },
    updateHeapCodeStatisticsBuffer() {},
    updateHeapSpaceStatisticsBuffer() {},
    cachedDataVersionTag: () => 0,
    setFlagsFromString() {},
    setHeapSnapshotNearHeapLimit() {},
    isStringOneByteRepresentation: (text: string) => !/[^\0-\xff]/.test(text),
    getHashSeed: () => 0,
    startCpuProfile() {},
    stopCpuProfile() {},
    getCppHeapStatistics: () => ({}),
    GCProfiler: class {},
  };
}
