/** `internalBinding('trace_events')` (src/node_trace_events.cc): tracing, which is off. */
export const createTraceEventsBinding = (): object => ({
  getEnabledCategories: () => undefined,
  setTraceCategoryStateUpdateHandler() {},
  getCategoryEnabledBuffer: () => new Uint8Array(1),
  isTraceCategoryEnabled: () => false,
  trace() {},
  CategorySet: class {},
  available: false,
});
