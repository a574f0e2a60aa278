/** `internalBinding('profiler')` (src/inspector_profiler.cc): coverage of code, which is not measured. */
export const createProfilerBinding = (): object => ({
  setCoverageDirectory() {},
  setSourceMapCacheGetter() {},
  takeCoverage() {},
  stopCoverage() {},
});
