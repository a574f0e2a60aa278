/**
 * `internalBinding('wasm')`, which real Node does not have: WebAssembly files that came along with the program, by
 * name. The build makes Node's library take Amaro from it (`src/build/engine/node-library.ts`).
 */
import type { ProcessImage } from '../../protocol/programs.ts';

export function createWasmBinding(files: ProcessImage['wasm']): object {
  return files;
}
