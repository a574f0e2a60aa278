/** `internalBinding('mksnapshot')` (src/node_snapshotable.cc): start-up snapshots, which this engine does not make. */
export const createMksnapshotBinding = (): object => ({
  setSerializeCallback() {},
  setDeserializeCallback() {},
  setDeserializeMainFunction() {},
  runEmbedderPreload() {},
  compileSerializeMain() {},
  isBuildingSnapshotBuffer: new Uint8Array(1),
  anonymousMainPath: '__node_anonymous_main',
});
