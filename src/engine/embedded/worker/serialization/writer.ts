/**
 * Writes values in V8's serialization format (src/objects/value-serializer.cc, version 15), the format of
 * `v8.serialize`, of messages between threads and of IPC with `serialization: 'advanced'`.
 */
import { ByteWriter, varintLength } from './byte-writer.ts';
import { ERROR_TAGS, Tag, VERSION, viewTag } from './tags.ts';

export interface WriterDelegate {
  /** Whether `writeHostObject` is to be asked for this object. */
  isHostObject(object: object): boolean;
  writeHostObject(object: object): void;
  /** The error for a value that cannot be cloned. */
  cloneError(message: string): unknown;
  /** A number for a buffer that both sides share; throws when that is not possible. */
  sharedBuffer(buffer: SharedArrayBuffer): number;
}

type TypeTests = Readonly<Record<string, (value: unknown) => boolean>>;

const NOT_CLONEABLE = [
  'isPromise',
  'isWeakMap',
  'isWeakSet',
  'isGeneratorObject',
  'isProxy',
  'isModuleNamespaceObject',
  'isMapIterator',
  'isSetIterator',
];

/** The value as V8 names it in an error, without running code of its own. */
export function describe(value: unknown): string {
  if (typeof value === 'function') return Function.prototype.toString.call(value);
  if (typeof value === 'symbol') return value.toString();
  if (typeof value !== 'object' || value === null) return String(value);
  let name = 'Object';
  for (let object: object | null = value; object; object = Object.getPrototypeOf(object) as object | null) {
    const found: unknown = Object.getOwnPropertyDescriptor(object, 'constructor')?.value;
    if (typeof found === 'function' && found.name !== '') {
      name = found.name;
      break;
    }
  }
  return `#<${name}>`;
}

export class ValueWriter extends ByteWriter {
  treatViewsAsHostObjects = false;
  readonly #types: TypeTests;
  readonly #delegate: WriterDelegate;
  readonly #ids = new Map<object, number>();
  readonly #transferred = new Map<ArrayBuffer, number>();

  constructor(types: TypeTests, delegate: WriterDelegate) {
    super();
    this.#types = types;
    this.#delegate = delegate;
  }

  header(): void {
    this.byte(0xff);
    this.byte(VERSION);
  }

  transfer(id: number, buffer: ArrayBuffer): void {
    this.#transferred.set(buffer, id);
  }

  value(value: unknown): void {
    switch (typeof value) {
      case 'undefined':
        return this.byte(Tag.undefined);
      case 'boolean':
        return this.byte(value ? Tag.true : Tag.false);
      case 'number':
        return this.#number(value);
      case 'bigint':
        this.byte(Tag.bigint);
        return this.#bigint(value);
      case 'string':
        return this.#string(value);
      case 'object':
        if (value === null) return this.byte(Tag.null);
        return this.#object(value);
      default:
        throw this.#refused(value);
    }
  }

  #refused(value: unknown): unknown {
    return this.#delegate.cloneError(`${describe(value)} could not be cloned.`);
  }

  #number(value: number): void {
    if (Object.is(value | 0, value)) {
      this.byte(Tag.int32);
      this.varint(((value << 1) ^ (value >> 31)) >>> 0);
    } else {
      this.byte(Tag.double);
      this.double(value);
    }
  }

  #bigint(value: bigint): void {
    const digits: number[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 8n) digits.push(Number(rest & 0xffn));
    while (digits.length % 8 !== 0) digits.push(0);
    this.varint((digits.length << 1) | (value < 0n ? 1 : 0));
    this.raw(Uint8Array.from(digits));
  }

  #string(text: string): void {
    const wide = /[^\0-\xff]/.test(text);
    const size = wide ? text.length * 2 : text.length;
    // Two-byte text starts at an even offset.
    if (wide && (this.length + 1 + varintLength(size)) % 2 === 1) this.byte(Tag.padding);
    this.byte(wide ? Tag.twoByteString : Tag.oneByteString);
    this.varint(size);
    this.codeUnits(text, wide);
  }

  #object(object: object): void {
    if (ArrayBuffer.isView(object) && !this.#ids.has(object) && !this.treatViewsAsHostObjects)
      this.#receiver(object.buffer);
    this.#receiver(object);
  }

  #receiver(object: object): void {
    const known = this.#ids.get(object);
    if (known !== undefined) {
      this.byte(Tag.reference);
      this.varint(known);
      return;
    }
    this.#ids.set(object, this.#ids.size);
    const is = (name: string): boolean => this.#types[name]?.(object) === true;
    if (ArrayBuffer.isView(object)) return this.treatViewsAsHostObjects ? this.#host(object) : this.#view(object);
    if (Array.isArray(object)) return this.#array(object);
    const prototype: unknown = Object.getPrototypeOf(object);
    const isHost = this.#delegate.isHostObject(object);
    if ((prototype === Object.prototype || prototype === null) && !isHost && !is('isProxy'))
      return this.#properties(object);
    if (is('isDate')) {
      this.byte(Tag.date);
      return this.double((object as Date).getTime());
    }
    if (is('isMap'))
      return this.#entries(
        Tag.map,
        Tag.endMap,
        [...Map.prototype.entries.call(object as Map<unknown, unknown>)].flat(),
      );
    if (is('isSet')) return this.#entries(Tag.set, Tag.endSet, [...Set.prototype.values.call(object as Set<unknown>)]);
    if (is('isRegExp')) return this.#regExp(object as RegExp);
    if (is('isArrayBuffer')) return this.#buffer(object as ArrayBuffer);
    if (is('isSharedArrayBuffer')) {
      this.byte(Tag.sharedBuffer);
      return this.varint(this.#delegate.sharedBuffer(object as SharedArrayBuffer));
    }
    // A DOMException is an error, too.
    if (is('isNativeError') && !isHost) return this.#error(object as Error);
    if (is('isBoxedPrimitive')) return this.#boxed(object.valueOf(), object);
    if (NOT_CLONEABLE.some(is) || typeof object === 'function') throw this.#refused(object);
    if (isHost) this.#host(object);
    else this.#properties(object);
  }

  #host(object: object): void {
    this.byte(Tag.hostObject);
    this.#delegate.writeHostObject(object);
  }

  #properties(object: object): void {
    this.byte(Tag.object);
    const count = this.#pairs(object, Object.keys(object));
    this.byte(Tag.endObject);
    this.varint(count);
  }

  #pairs(object: object, keys: readonly string[]): number {
    let count = 0;
    for (const key of keys) {
      // A getter may have removed it meanwhile.
      if (!Object.hasOwn(object, key)) continue;
      const value: unknown = Reflect.get(object, key);
      const index = Number(key);
      if (Number.isInteger(index) && index >= 0 && index < 2 ** 32 - 1 && String(index) === key) this.#number(index);
      else this.#string(key);
      this.value(value);
      count += 1;
    }
    return count;
  }

  #array(array: readonly unknown[]): void {
    const { length } = array;
    const keys = Object.keys(array);
    const own = keys.filter((key) => !/^\d+$/.test(key));
    const dense = keys.length - own.length === length;
    this.byte(dense ? Tag.denseArray : Tag.sparseArray);
    this.varint(length);
    let count = 0;
    if (dense) {
      for (let index = 0; index < length; index += 1) {
        // A getter may have removed it meanwhile.
        if (index in array) this.value(array[index]);
        else this.byte(Tag.hole);
      }
      count = this.#pairs(array, own);
    } else count = this.#pairs(array, keys);
    this.byte(dense ? Tag.endDenseArray : Tag.endSparseArray);
    this.varint(count);
    this.varint(length);
  }

  #entries(begin: number, end: number, values: readonly unknown[]): void {
    this.byte(begin);
    for (const value of values) this.value(value);
    this.byte(end);
    this.varint(values.length);
  }

  #regExp(expression: RegExp): void {
    this.byte(Tag.regExp);
    this.#string(expression.source);
    // src/regexp/regexp-flags.h, in bit order
    this.varint(
      [...'gimyusdlv'].reduce((flags, flag, bit) => (expression.flags.includes(flag) ? flags | (1 << bit) : flags), 0),
    );
  }

  #buffer(buffer: ArrayBuffer): void {
    const id = this.#transferred.get(buffer);
    if (id !== undefined) {
      this.byte(Tag.transferredBuffer);
      return this.varint(id);
    }
    const { resizable, maxByteLength } = buffer as ArrayBuffer & { resizable?: boolean; maxByteLength?: number };
    if ((buffer as ArrayBuffer & { detached?: boolean }).detached)
      throw this.#delegate.cloneError('An ArrayBuffer is detached and could not be cloned.');
    this.byte(resizable ? Tag.resizableBuffer : Tag.buffer);
    this.varint(buffer.byteLength);
    if (resizable) this.varint(maxByteLength ?? 0);
    this.raw(new Uint8Array(buffer));
  }

  #view(view: ArrayBufferView): void {
    this.byte(Tag.view);
    this.varint(viewTag(view));
    this.varint(view.byteOffset);
    this.varint(view.byteLength);
    this.varint(0);
  }

  #error(error: Error): void {
    this.byte(Tag.error);
    const tag = ERROR_TAGS[String(error.name)];
    if (tag !== undefined) this.varint(tag);
    const own = (name: string): unknown => (Object.hasOwn(error, name) ? Reflect.get(error, name) : undefined);
    if (Object.hasOwn(error, 'message')) {
      this.varint(Tag.errorMessage);
      this.#string(String(own('message')));
    }
    if (Object.hasOwn(error, 'cause')) {
      this.varint(Tag.errorCause);
      this.value(own('cause'));
    }
    const stack = error.stack;
    if (typeof stack === 'string') {
      this.varint(Tag.errorStack);
      this.#string(stack);
    }
    this.varint(Tag.endError);
  }

  #boxed(value: unknown, object: object): void {
    switch (typeof value) {
      case 'boolean':
        return this.byte(value ? Tag.trueObject : Tag.falseObject);
      case 'number':
        this.byte(Tag.numberObject);
        return this.double(value);
      case 'bigint':
        this.byte(Tag.bigintObject);
        return this.#bigint(value);
      case 'string':
        this.byte(Tag.stringObject);
        return this.#string(value);
      default:
        throw this.#refused(object);
    }
  }
}
