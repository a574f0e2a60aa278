/**
 * `internalBinding('ipc_serdes')`: messages between processes under `serialization: 'advanced'`: V8's format
 * with its length in front, four bytes, the most significant first (lib/internal/child_process/serialization.js).
 */
import type { BindingContext } from '../binding.ts';

interface V8 {
  serialize(value: unknown): Uint8Array;
  deserialize(bytes: Uint8Array): unknown;
}

interface BufferModule {
  readonly Buffer: { concat(parts: readonly Uint8Array[]): Uint8Array };
}

export function createIpcSerdesBinding(context: BindingContext): object {
  const v8 = (): V8 => context.require('v8') as V8;
  return {
    serialize(message: unknown): Uint8Array {
      const bytes = v8().serialize(message);
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, bytes.byteLength);
      return (context.require('buffer') as BufferModule).Buffer.concat([length, bytes]);
    },
    deserialize: (bytes: Uint8Array): unknown => v8().deserialize(bytes),
  };
}
