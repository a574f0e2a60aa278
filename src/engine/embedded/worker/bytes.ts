/** Views of the memory that Node's library hands to bindings. */

export type Bytes = ArrayBufferView | ArrayBufferLike;

/** The bytes of a buffer or of any view of one, without a copy. */
export function bytesOf(value: Bytes): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return new Uint8Array(value);
}

/** The same bytes for a TextDecoder, which refuses shared memory: a copy of those that are in such memory. */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  // Not slice(), which of a Buffer is a view.
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
