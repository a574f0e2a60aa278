/** `internalBinding('serdes')`: the classes under `v8.Serializer` and `v8.Deserializer` (src/node_serdes.cc). */
import type { BindingContext } from '../binding.ts';
import { ValueReader } from '../serialization/reader.ts';
import { ValueWriter } from '../serialization/writer.ts';

type TypeTests = Readonly<Record<string, (value: unknown) => boolean>>;
type Coded = Record<string, new (...args: unknown[]) => Error>;

export function createSerdesBinding(context: BindingContext): object {
  const types = context.internalBinding('types') as TypeTests;
  const codes = (): Coded => (context.require('internal/errors') as { codes: Coded }).codes;
  const invalid = (name: string): Error => {
    const Constructor = codes()['ERR_INVALID_ARG_TYPE'];
    return Constructor
      ? new Constructor(name, ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], undefined)
      : new TypeError(name);
  };

  class Serializer {
    declare _writeHostObject?: (object: object) => void;
    declare _getDataCloneError: (message: string) => unknown;
    declare _getSharedArrayBufferId?: (buffer: SharedArrayBuffer) => number;
    readonly #writer = new ValueWriter(types, {
      isHostObject: () => false,
      writeHostObject: (object) => {
        if (typeof this._writeHostObject !== 'function') throw this.#error('#<Object> could not be cloned.');
        this._writeHostObject(object);
      },
      cloneError: (message) => this.#error(message),
      sharedBuffer: (buffer) => {
        if (typeof this._getSharedArrayBufferId !== 'function')
          throw this.#error('#<SharedArrayBuffer> could not be cloned.');
        return this._getSharedArrayBufferId(buffer) >>> 0;
      },
    });

    #error(message: string): unknown {
      return Reflect.apply(this._getDataCloneError, this, [message]);
    }

    writeHeader(): void {
      this.#writer.header();
    }
    writeValue(value: unknown): boolean {
      this.#writer.value(value);
      return true;
    }
    releaseBuffer(): Uint8Array {
      const { FastBuffer } = context.require('internal/buffer') as {
        FastBuffer: new (buffer: ArrayBuffer) => Uint8Array;
      };
      return new FastBuffer(this.#writer.release().buffer);
    }
    transferArrayBuffer(id: number, buffer: ArrayBuffer): void {
      this.#writer.transfer(id, buffer);
    }
    writeUint32(value: number): void {
      this.#writer.uint32(value);
    }
    writeUint64(high: number, low: number): void {
      this.#writer.uint64(high, low);
    }
    writeDouble(value: number): void {
      this.#writer.double(value);
    }
    writeRawBytes(source: ArrayBufferView | ArrayBuffer): void {
      if (ArrayBuffer.isView(source))
        this.#writer.raw(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
      else if (types['isAnyArrayBuffer']?.(source)) this.#writer.raw(new Uint8Array(source));
      else throw invalid('source');
    }
    _setTreatArrayBufferViewsAsHostObjects(treat: boolean): void {
      this.#writer.treatViewsAsHostObjects = treat;
    }
  }

  class Deserializer {
    declare _readHostObject?: () => unknown;
    declare _getSharedArrayBuffer?: (id: number) => SharedArrayBuffer;
    readonly buffer: ArrayBufferView;
    readonly #reader: ValueReader;

    constructor(buffer: ArrayBufferView) {
      if (!ArrayBuffer.isView(buffer)) throw invalid('buffer');
      this.buffer = buffer;
      this.#reader = new ValueReader(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength), {
        readHostObject: () => {
          const object = this._readHostObject?.();
          if (typeof object !== 'object' || object === null)
            throw new TypeError('readHostObject must return an object');
          return object;
        },
        sharedBuffer: (id) => {
          if (typeof this._getSharedArrayBuffer !== 'function') throw new Error('Unable to deserialize cloned data.');
          return this._getSharedArrayBuffer(id);
        },
      });
    }

    readHeader(): boolean {
      if (!this.#reader.header())
        throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
      return true;
    }
    readValue(): unknown {
      return this.#reader.value();
    }
    getWireFormatVersion(): number {
      return this.#reader.version;
    }
    transferArrayBuffer(id: number, buffer: ArrayBufferLike): void {
      this.#reader.transfer(id, buffer);
    }
    readUint32(): number {
      return this.#reader.uint32();
    }
    readUint64(): [number, number] {
      return this.#reader.uint64();
    }
    readDouble(): number {
      return this.#reader.double();
    }
    _readRawBytes(length: number): number {
      return this.#reader.skip(length);
    }
  }

  return { Serializer, Deserializer };
}
