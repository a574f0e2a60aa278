/** `internalBinding('buffer')` (src/node_buffer.cc). */
import {
  base64Bytes,
  base64Text,
  encode,
  encodingOf,
  hexBytes,
  hexText,
  latin1Bytes,
  latin1Text,
  utf16Bytes,
  utf16Text,
  utf8Length,
  utf8Text,
  writeUtf8,
} from '../../text/encodings.ts';
import { bytesOf, unshared, type Bytes } from '../../bytes.ts';
import { keepAttached } from './detach-key.ts';
import { compareBytes, indexOfBytes } from './search.ts';

const plainFill = Uint8Array.prototype.fill;
const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** Node's kMaxLength on 64 bits; what a browser really allots is less, and says so with a RangeError. */
const K_MAX_LENGTH = 2 ** 53 - 1;
const K_STRING_MAX_LENGTH = 2 ** 29 - 24;

/** `utf8Slice(buffer, start, end)` and its kin. */
const slicer =
  (text: (bytes: Uint8Array) => string, lengthOf = (size: number): number => size) =>
  (buffer: Uint8Array, start?: number, end?: number): string => {
    const from = start ?? 0;
    const to = Math.min(end ?? buffer.length, buffer.length);
    if (lengthOf(to - from) > K_STRING_MAX_LENGTH) throw stringTooLong();
    return from < to ? text(new Uint8Array(buffer.buffer, buffer.byteOffset + from, to - from)) : '';
  };

/** The error for a string that is too long, as C++ makes it (src/node_errors.h): a plain Error. */
const stringTooLong = (): Error =>
  Object.assign(new Error(`Cannot create a string longer than 0x${K_STRING_MAX_LENGTH.toString(16)} characters`), {
    code: 'ERR_STRING_TOO_LONG',
  });

/** `hexWrite(buffer, text, offset, length)` and its kin; they return the bytes written. */
const writer =
  (bytesFor: (text: string) => Uint8Array, unit = 1) =>
  (buffer: Uint8Array, text: string, offset = 0, length = buffer.length - offset): number =>
    put(buffer, bytesFor(text), offset, length, unit);

function put(target: Uint8Array, bytes: Uint8Array, offset: number, length: number, unit: number): number {
  const room = Math.min(bytes.length, length, target.length - offset);
  const count = room - (room % unit);
  target.set(bytes.subarray(0, count), offset);
  return count;
}

function swap(bytes: Uint8Array, size: number): Uint8Array {
  for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}

/** Fills the range. @returns -2 out of range, -1 nothing to fill with, else undefined (SlowFill in node_buffer.cc) */
function fill(target: Bytes, value: unknown, start: number, end: number, encoding: unknown): number | undefined {
  const bytes = bytesOf(target);
  if (start < 0 || end > bytes.length) return -2;
  if (start >= end) return undefined;
  let pattern: Uint8Array;
  if (typeof value === 'string') pattern = encode(value, encoding);
  else if (typeof value === 'object' && value !== null) pattern = bytesOf(value as Bytes);
  else {
    plainFill.call(bytes, Number(value) & 255, start, end);
    return undefined;
  }
  if (pattern.length === 0) return -1;
  for (let at = start, from = 0; at < end; at += 1, from = (from + 1) % pattern.length) bytes[at] = pattern[from] ?? 0;
  return undefined;
}

// Taken before Node's library puts its own functions in their place.
const nativeAtob = globalThis.atob.bind(globalThis);
const nativeBtoa = globalThis.btoa.bind(globalThis);

/** `atob` of the binding: the text, or -1 remainder, -2 invalid character, -3 overflow (lib/buffer.js). */
function decodeBase64(text: string): string | number {
  try {
    return nativeAtob(text);
  } catch {
    const bare = text.replace(/[\t\n\f\r ]/g, '');
    return /^[A-Za-z0-9+/]*={0,2}$/.test(bare) ? -1 : -2;
  }
}

export function createBufferBinding(): object {
  return {
    kMaxLength: K_MAX_LENGTH,
    kStringMaxLength: K_STRING_MAX_LENGTH,
    setBufferPrototype() {},
    setDetachKey: keepAttached,
    getZeroFillToggle() {},
    createUnsafeArrayBuffer: (size: number) => new ArrayBuffer(size),
    atob: decodeBase64,
    btoa(text: string): string | number {
      try {
        return nativeBtoa(text);
      } catch {
        return -1;
      }
    },
    byteLengthUtf8: utf8Length,
    copy(source: Bytes, target: Bytes, targetStart: number, sourceStart: number, count: number): number {
      bytesOf(target).set(bytesOf(source).subarray(sourceStart, sourceStart + count), targetStart);
      return count;
    },
    copyArrayBuffer(
      target: ArrayBuffer,
      targetOffset: number,
      source: ArrayBuffer,
      sourceOffset: number,
      count: number,
    ): void {
      new Uint8Array(target, targetOffset, count).set(new Uint8Array(source, sourceOffset, count));
    },
    compare: (a: Bytes, b: Bytes) => compareBytes(bytesOf(a), bytesOf(b)),
    compareOffset: (
      source: Bytes,
      target: Bytes,
      targetStart: number,
      sourceStart: number,
      targetLength: number,
      sourceLength: number,
    ) =>
      compareBytes(
        bytesOf(source).subarray(sourceStart, sourceStart + sourceLength),
        bytesOf(target).subarray(targetStart, targetStart + targetLength),
      ),
    fill,
    indexOfBuffer: (haystack: Bytes, needle: Bytes, offset: number, encoding: unknown, forward: boolean) =>
      indexOfBytes(bytesOf(haystack), bytesOf(needle), offset, forward, encodingOf(encoding) === 'utf16le' ? 2 : 1),
    indexOfNumber: (haystack: Bytes, value: number, offset: number, forward: boolean) =>
      indexOfBytes(bytesOf(haystack), Uint8Array.of(value & 255), offset, forward),
    indexOfString: (haystack: Bytes, needle: string, offset: number, encoding: unknown, forward: boolean) =>
      indexOfBytes(
        bytesOf(haystack),
        encode(needle, encoding),
        offset,
        forward,
        encodingOf(encoding) === 'utf16le' ? 2 : 1,
      ),
    swap16: (bytes: Uint8Array) => swap(bytes, 2),
    swap32: (bytes: Uint8Array) => swap(bytes, 4),
    swap64: (bytes: Uint8Array) => swap(bytes, 8),
    isAscii: (value: Bytes) => bytesOf(value).every((byte) => byte < 128),
    isUtf8(value: Bytes): boolean {
      try {
        strictDecoder.decode(unshared(bytesOf(value)));
        return true;
      } catch {
        return false;
      }
    },
    asciiSlice: slicer((bytes) => latin1Text(bytes, 0x7f)),
    latin1Slice: slicer((bytes) => latin1Text(bytes)),
    base64Slice: slicer(
      (bytes) => base64Text(bytes),
      (size) => Math.ceil(size / 3) * 4,
    ),
    base64urlSlice: slicer(
      (bytes) => base64Text(bytes, true),
      (size) => Math.ceil((size * 4) / 3),
    ),
    hexSlice: slicer(hexText, (size) => size * 2),
    ucs2Slice: slicer(utf16Text, (size) => size >> 1),
    utf8Slice: slicer(utf8Text),
    base64Write: writer(base64Bytes),
    base64urlWrite: writer(base64Bytes),
    hexWrite: writer(hexBytes),
    ucs2Write: writer(utf16Bytes, 2),
    asciiWriteStatic: writer(latin1Bytes),
    latin1WriteStatic: writer(latin1Bytes),
    utf8WriteStatic: (buffer: Uint8Array, text: string, offset = 0, length = buffer.length - offset): number =>
      writeUtf8(buffer.subarray(offset, Math.min(offset + length, buffer.length)), text),
  };
}
