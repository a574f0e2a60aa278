/** Reads values that `writer.ts`, or V8 itself, has written. */
import { ERROR_TAGS, Tag, VERSION, viewOf } from './tags.ts';

export interface ReaderDelegate {
  readHostObject(): object;
  sharedBuffer(id: number): SharedArrayBuffer;
}

const ERRORS: Readonly<Record<string, ErrorConstructor>> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};
const NativeTextDecoder = TextDecoder;

export class ValueReader {
  version = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #delegate: ReaderDelegate;
  readonly #objects: object[] = [];
  readonly #transferred = new Map<number, ArrayBufferLike>();
  #at = 0;

  constructor(bytes: Uint8Array, delegate: ReaderDelegate) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#delegate = delegate;
  }

  get offset(): number {
    return this.#at;
  }

  header(): boolean {
    if (this.#bytes[this.#at] !== 0xff) return false;
    this.#at += 1;
    this.version = this.uint32();
    if (this.version > VERSION)
      throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
    return true;
  }

  transfer(id: number, buffer: ArrayBufferLike): void {
    this.#transferred.set(id, buffer);
  }

  uint32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  uint64(): [high: number, low: number] {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return [Number((value >> 32n) & 0xffffffffn), Number(value & 0xffffffffn)];
    }
  }

  double(): number {
    const at = this.skip(8);
    return this.#view.getFloat64(at, true);
  }

  /** Moves past `length` bytes; returns where they start. */
  skip(length: number): number {
    const at = this.#at;
    if (at + length > this.#bytes.byteLength) throw this.#broken();
    this.#at += length;
    return at;
  }

  value(): unknown {
    const value = this.#value();
    if (
      value !== null &&
      typeof value === 'object' &&
      this.#bytes[this.#at] === Tag.view &&
      Object.prototype.toString.call(value).endsWith('ArrayBuffer]')
    ) {
      this.#at += 1;
      return this.#arrayView(value as ArrayBuffer);
    }
    return value;
  }

  #value(): unknown {
    const tag = this.#tag();
    switch (tag) {
      case Tag.undefined:
        return undefined;
      case Tag.null:
        return null;
      case Tag.true:
        return true;
      case Tag.false:
        return false;
      case Tag.int32:
        return this.#int32();
      case Tag.uint32:
        return this.uint32();
      case Tag.double:
        return this.double();
      case Tag.bigint:
        return this.#bigint();
      case Tag.utf8String:
      case Tag.oneByteString:
      case Tag.twoByteString:
        return this.#string(tag);
      case Tag.reference:
        return this.#objects[this.uint32()] ?? this.#fail();
      case Tag.object:
        return this.#properties(this.#keep({}), Tag.endObject);
      case Tag.denseArray:
        return this.#dense();
      case Tag.sparseArray: {
        const array = this.#properties(this.#keep(new Array(this.uint32())), Tag.endSparseArray);
        this.uint32();
        return array;
      }
      case Tag.date:
        return this.#keep(new Date(this.double()));
      case Tag.trueObject:
        return this.#keep(Object(true) as object);
      case Tag.falseObject:
        return this.#keep(Object(false) as object);
      case Tag.numberObject:
        return this.#keep(Object(this.double()) as object);
      case Tag.bigintObject:
        return this.#keep(Object(this.#bigint()) as object);
      case Tag.stringObject:
        return this.#keep(Object(this.#string(this.#tag())) as object);
      case Tag.regExp:
        return this.#regExp();
      case Tag.map:
        return this.#map();
      case Tag.set:
        return this.#set();
      case Tag.buffer:
        return this.#keep(this.#copy(this.uint32()));
      case Tag.resizableBuffer:
        return this.#resizable();
      case Tag.transferredBuffer:
        return this.#keep(this.#transferred.get(this.uint32()) ?? this.#fail());
      case Tag.sharedBuffer:
        return this.#keep(this.#delegate.sharedBuffer(this.uint32()));
      case Tag.error:
        return this.#error();
      case Tag.hostObject: {
        const id = this.#objects.length;
        this.#objects.push({});
        return (this.#objects[id] = this.#delegate.readHostObject());
      }
      default:
        throw this.#broken();
    }
  }

  #tag(): number {
    let tag = this.#byte();
    while (tag === Tag.padding) tag = this.#byte();
    return tag;
  }

  #peek(): number {
    while (this.#bytes[this.#at] === Tag.padding) this.#at += 1;
    return this.#bytes[this.#at] ?? -1;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw this.#broken();
    this.#at += 1;
    return byte;
  }

  #broken(): Error {
    return new Error('Unable to deserialize cloned data.');
  }

  #fail(): never {
    throw this.#broken();
  }

  #keep<T extends object>(object: T): T {
    this.#objects.push(object);
    return object;
  }

  #int32(): number {
    const value = this.uint32();
    return (value >>> 1) ^ -(value & 1);
  }

  #bigint(): bigint {
    const bits = this.uint32();
    const at = this.skip(bits >>> 1);
    let value = 0n;
    for (let index = (bits >>> 1) - 1; index >= 0; index -= 1)
      value = (value << 8n) | BigInt(this.#bytes[at + index] ?? 0);
    return bits & 1 ? -value : value;
  }

  #string(tag: number): string {
    const length = this.uint32();
    const bytes = this.#bytes.subarray(this.skip(length), this.#at);
    if (tag === Tag.utf8String) return new NativeTextDecoder().decode(bytes);
    const units = tag === Tag.oneByteString ? bytes : new Uint16Array(bytes.slice().buffer);
    let text = '';
    for (let from = 0; from < units.length; from += 8192)
      text += String.fromCharCode(...units.subarray(from, from + 8192));
    return text;
  }

  #properties<T extends object>(object: T, end: number): T {
    while (this.#peek() !== end) {
      const key = this.value() as string | number;
      Object.defineProperty(object, key, { value: this.value(), writable: true, enumerable: true, configurable: true });
    }
    this.#at += 1;
    this.uint32();
    return object;
  }

  #dense(): unknown[] {
    const array = this.#keep(new Array<unknown>(this.uint32()));
    for (let index = 0; index < array.length; index += 1) {
      if (this.#peek() === Tag.hole) this.#at += 1;
      else array[index] = this.value();
    }
    this.#properties(array, Tag.endDenseArray);
    this.uint32();
    return array;
  }

  #regExp(): RegExp {
    const source = this.#string(this.#tag());
    const bits = this.uint32();
    return this.#keep(new RegExp(source, [...'gimyusdlv'].filter((_, bit) => bits & (1 << bit)).join('')));
  }

  #map(): Map<unknown, unknown> {
    const map = this.#keep(new Map());
    while (this.#peek() !== Tag.endMap) map.set(this.value(), this.value());
    this.#at += 1;
    this.uint32();
    return map;
  }

  #set(): Set<unknown> {
    const set = this.#keep(new Set());
    while (this.#peek() !== Tag.endSet) set.add(this.value());
    this.#at += 1;
    this.uint32();
    return set;
  }

  #copy(length: number): ArrayBuffer {
    return new Uint8Array(this.#bytes.subarray(this.skip(length), this.#at)).buffer;
  }

  #resizable(): ArrayBuffer {
    const length = this.uint32();
    const maxByteLength = this.uint32();
    const Resizable = ArrayBuffer as new (length: number, options: { maxByteLength: number }) => ArrayBuffer;
    const buffer = new Resizable(length, { maxByteLength });
    new Uint8Array(buffer).set(this.#bytes.subarray(this.skip(length), this.#at));
    return this.#keep(buffer);
  }

  #arrayView(buffer: ArrayBufferLike): ArrayBufferView {
    const type = viewOf(this.uint32()) ?? this.#fail();
    const offset = this.uint32();
    const length = this.uint32();
    if (this.version >= 14) this.uint32();
    if (offset + length > buffer.byteLength || length % type.size !== 0) throw this.#broken();
    return this.#keep(new type.View(buffer, offset, length / type.size));
  }

  #error(): Error {
    const id = this.#objects.length;
    this.#keep({});
    let Constructor: ErrorConstructor = Error;
    const fields: { message?: string; stack?: string; cause?: unknown } = {};
    for (let tag = this.uint32(); tag !== Tag.endError; tag = this.uint32()) {
      if (tag === Tag.errorMessage) fields.message = this.#string(this.#tag());
      else if (tag === Tag.errorStack) fields.stack = this.#string(this.#tag());
      else if (tag === Tag.errorCause) fields.cause = this.value();
      else {
        const name = Object.keys(ERROR_TAGS).find((candidate) => ERROR_TAGS[candidate] === tag);
        Constructor = ERRORS[name ?? ''] ?? this.#fail();
      }
    }
    const made = new Constructor(fields.message, 'cause' in fields ? { cause: fields.cause } : undefined);
    if (fields.message === undefined) Reflect.deleteProperty(made, 'message');
    Object.defineProperty(made, 'stack', {
      value: fields.stack,
      writable: true,
      enumerable: false,
      configurable: true,
    });
    this.#objects[id] = made;
    return made;
  }
}
