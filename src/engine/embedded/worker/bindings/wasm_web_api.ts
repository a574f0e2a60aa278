/** `internalBinding('wasm_web_api')` (src/node_wasm_web_api.cc): `WebAssembly.compileStreaming`, which is the browser's. */
export const createWasmWebApiBinding = (): object => ({ setImplementation() {} });
