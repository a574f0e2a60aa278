/** The bundler hands WebAssembly files over as bytes (src/build/engine/build.ts). */
declare module 'brotli-dec-wasm/web/bg.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
