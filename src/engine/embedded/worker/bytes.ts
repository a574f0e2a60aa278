/** Views of the memory that Node's library hands to bindings. */

export type Bytes = ArrayBufferView | ArrayBufferLike;

/** The bytes of a buffer or of any view of one, without a copy. */
export function bytesOf(value: Bytes): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return new Uint8Array(value);
}

/** The bytes for a TextDecoder, which refuses shared memory: a copy if they are in such memory. */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  // Not slice(), which gives a view when `bytes` is a Buffer.
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
