/** `internalBinding('diagnostics_channel')` (src/node_diagnostics_channel.cc): channels that C++ publishes to: none. */
export const createDiagnosticsChannelBinding = (): object => ({
  linkNativeChannel() {},
  subscribers: new Uint32Array(1024),
});
