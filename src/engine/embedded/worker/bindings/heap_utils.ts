/** `internalBinding('heap_utils')` (src/heap_utils.cc): heap snapshots, which no browser hands out. */
export const createHeapUtilsBinding = (): object => ({
  buildEmbedderGraph: () => [],
  triggerHeapSnapshot: () => undefined,
  createHeapSnapshotStream: () => undefined,
});
