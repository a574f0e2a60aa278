/** `internalBinding('sea')` (src/node_sea.cc): single executable applications, of which this is none. */
export const createSeaBinding = (): object => ({
  isSea: () => false,
  isExperimentalSeaWarningNeeded: () => false,
  getAsset: () => undefined,
  getAssetKeys: () => [],
});
