/** Text to bytes and back in the encodings of Node's Buffer (src/string_bytes.cc). */
import { unshared } from '../bytes.ts';

export type Encoding = 'ascii' | 'utf8' | 'base64' | 'utf16le' | 'latin1' | 'hex' | 'buffer' | 'base64url';

/** The encodings in the order of Node's `enum encoding` (src/node.h): bindings receive them as numbers. */
export const ENCODINGS: readonly Encoding[] = [
  'ascii',
  'utf8',
  'base64',
  'utf16le',
  'latin1',
  'hex',
  'buffer',
  'base64url',
];

const nativeBtoa = globalThis.btoa.bind(globalThis); // Node's library puts its own in its place
const encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16Decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/** The encoding a binding was given, by number or by any of its names; UTF-8 when it is not known. */
export function encodingOf(value: unknown): Encoding {
  if (typeof value === 'number') return ENCODINGS[value] ?? 'utf8';
  switch (String(value ?? 'utf8').toLowerCase()) {
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return 'utf16le';
    case 'latin1':
    case 'binary':
      return 'latin1';
    case 'ascii':
      return 'ascii';
    case 'base64':
      return 'base64';
    case 'base64url':
      return 'base64url';
    case 'hex':
      return 'hex';
    default:
      return 'utf8';
  }
}

export function encode(text: string, encoding: unknown): Uint8Array {
  switch (encodingOf(encoding)) {
    case 'latin1':
    case 'ascii':
      return latin1Bytes(text);
    case 'utf16le':
      return utf16Bytes(text);
    case 'base64':
    case 'base64url':
      return base64Bytes(text);
    case 'hex':
      return hexBytes(text);
    default:
      return encoder.encode(text);
  }
}

export function utf8Text(bytes: Uint8Array): string {
  return utf8Decoder.decode(unshared(bytes));
}

export function utf16Text(bytes: Uint8Array): string {
  const even = bytes.byteLength & ~1;
  return utf16Decoder.decode(unshared(bytes).slice(0, even));
}

/** A text of one character per byte; `mask` is 0x7f for ASCII, which drops the high bit as Node does. */
export function latin1Text(bytes: Uint8Array, mask = 0xff): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192) {
    const part = bytes.subarray(from, from + 8192);
    text += String.fromCharCode(...(mask === 0xff ? part : part.map((byte) => byte & mask)));
  }
  return text;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function hexText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

export function base64Text(bytes: Uint8Array, url = false): string {
  const text = nativeBtoa(latin1Text(bytes));
  return url ? text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') : text;
}

export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}

export function utf16Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    bytes[2 * index] = unit;
    bytes[2 * index + 1] = unit >> 8;
  }
  return bytes;
}

const nibble = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
};

/** The bytes of a hexadecimal text, up to the first pair that is not hexadecimal. */
export function hexBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1);
  for (let index = 0; index < bytes.length; index += 1) {
    const high = nibble(text.charCodeAt(2 * index));
    const low = nibble(text.charCodeAt(2 * index + 1));
    if (high < 0 || low < 0) return bytes.slice(0, index);
    bytes[index] = (high << 4) | low;
  }
  return bytes;
}

const BASE64 = new Int8Array(256).fill(-1);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  BASE64[character.charCodeAt(0)] = value;
}
BASE64['-'.charCodeAt(0)] = 62;
BASE64['_'.charCodeAt(0)] = 63;

/** The bytes of base64 in either alphabet; other characters are skipped and the first `=` ends it, as in Node. */
export function base64Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 61) break;
    const value = code < 256 ? (BASE64[code] ?? -1) : -1;
    if (value < 0) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 255;
    }
  }
  return bytes.subarray(0, length);
}

/** UTF-8 length of a string, lone surrogates counting as U+FFFD. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      length += 4;
      index += 1;
    } else length += 3;
  }
  return length;
}

/** Writes as many whole characters as fit; returns the bytes written. */
export function writeUtf8(target: Uint8Array, text: string): number {
  return encoder.encodeInto(text, target).written;
}
