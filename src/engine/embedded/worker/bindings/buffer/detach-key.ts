/**
 * `setDetachKey` of the buffer binding: a buffer with a key ([[ArrayBufferDetachKey]], ECMA-262 §25.1.3.5) cannot be
 * detached without it. Node gives one to the pool that small Buffers share, and to what is marked as untransferable.
 */
const attached = new WeakSet<object>();

/** The buffer stays where it is: ArrayBuffer's own methods refuse it, too. Messages look at Node's mark. */
export function keepAttached(buffer: ArrayBuffer): void {
  if (!guarded) guard();
  attached.add(buffer);
}

let guarded = false;

function guard(): void {
  guarded = true;
  const { transfer, transferToFixedLength } = ArrayBuffer.prototype;
  const check = (buffer: object): void => {
    if (attached.has(buffer)) throw new TypeError('ArrayBuffer is not detachable and could not be cloned.');
  };
  const methods = {
    transfer(this: ArrayBuffer, ...length: [newByteLength?: number]): ArrayBuffer {
      check(this);
      return transfer.apply(this, length);
    },
    transferToFixedLength(this: ArrayBuffer, ...length: [newByteLength?: number]): ArrayBuffer {
      check(this);
      return transferToFixedLength.apply(this, length);
    },
  };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(ArrayBuffer.prototype, name, { value, writable: true, configurable: true, enumerable: false });
}
