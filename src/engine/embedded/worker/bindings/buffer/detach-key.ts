/**
 * `setDetachKey` of the buffer binding: a buffer with a key ([[ArrayBufferDetachKey]], ECMA-262 §25.1.3.5) cannot be
 * detached without the key. Node gives one to the pool that small Buffers share, and to buffers that a program marks as
 * untransferable.
 */
const attached = new WeakSet<object>();

/** Makes ArrayBuffer's methods refuse to detach the buffer. (Messages look at Node's own mark of such buffers.) */
export function keepAttached(buffer: ArrayBuffer): void {
  attached.add(buffer);
}

/** Replaces the ArrayBuffer methods that detach; to be called before Node's library takes references to them. */
export function guardDetaching(): void {
  const check = (buffer: object): void => {
    if (attached.has(buffer)) throw new TypeError('ArrayBuffer is not detachable and could not be cloned.');
  };
  const prototype: Partial<Pick<ArrayBuffer, 'transfer' | 'transferToFixedLength'>> = ArrayBuffer.prototype;
  const { transfer, transferToFixedLength } = prototype;
  const methods = {
    transfer(this: ArrayBuffer, ...length: [newByteLength?: number]): ArrayBuffer | undefined {
      check(this);
      return transfer?.apply(this, length);
    },
    transferToFixedLength(this: ArrayBuffer, ...length: [newByteLength?: number]): ArrayBuffer | undefined {
      check(this);
      return transferToFixedLength?.apply(this, length);
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    if (name in prototype)
      Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
