/** `internalBinding('blob')` (src/node_blob.cc): immutable bytes in memory. */
import type { BindingContext } from '../binding.ts';
import { bytesOf } from '../bytes.ts';

const END = 0;
const CONTINUE = 1;

type Source = ArrayBuffer | ArrayBufferView | BlobHandle | readonly [BlobHandle, number] | string;

class BlobHandle {
  readonly bytes: Uint8Array;
  readonly #context: BindingContext;

  constructor(context: BindingContext, bytes: Uint8Array) {
    this.#context = context;
    this.bytes = bytes;
  }

  slice(start: number, end: number): BlobHandle {
    return new BlobHandle(this.#context, this.bytes.subarray(start, end));
  }

  /** Hands the bytes out in one piece, then the end; each answer comes asynchronously. */
  getReader(): object {
    let left: Uint8Array | undefined = this.bytes.length > 0 ? this.bytes : undefined;
    return {
      setWakeup() {},
      pull: (callback: (status: number, bytes: ArrayBuffer | undefined) => void): void => {
        const bytes = left;
        left = undefined;
        this.#context.defer(() =>
          bytes ? callback(CONTINUE, new Uint8Array(bytes).buffer) : callback(END, undefined),
        );
      },
    };
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
}

export function createBlobBinding(context: BindingContext): object {
  const stored = new Map<string, readonly [BlobHandle, number, string]>();
  const bytes = (source: Source): Uint8Array => {
    if (source instanceof BlobHandle) return source.bytes;
    if (Array.isArray(source)) return (source[0] as BlobHandle).bytes;
    return bytesOf(source as ArrayBuffer);
  };
  return {
    BlobHandle,
    createBlob: (sources: readonly Source[]) => new BlobHandle(context, joined(sources.map(bytes))),
    createBlobFromFilePath: (path: string) => {
      const { readFileSync } = context.require('fs') as { readFileSync(path: string): Uint8Array };
      const contents = readFileSync(path);
      return [new BlobHandle(context, contents), contents.length];
    },
    concat: (views: readonly (ArrayBuffer | ArrayBufferView)[]) => joined(views.map(bytesOf)).buffer,
    storeDataObject(id: string, handle: BlobHandle, size: number, type: string): void {
      stored.set(id, [handle, size, type]);
    },
    getDataObject: (id: string) => stored.get(id),
    revokeObjectURL: (url: string) => stored.delete(url.replace(/^blob:nodedata:/, '')),
  };
}
