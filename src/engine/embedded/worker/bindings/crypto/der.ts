/** The part of ASN.1's Distinguished Encoding Rules (ITU-T X.690) that keys and certificates use. */
import { concatBytes } from './support.ts';

export const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
} as const;

/** The tag of a constructed context-specific element, [n] in a specification. */
export const contextTag = (number: number): number => 0xa0 | number;

/** Thrown for bytes that are not what they should be; callers turn it into OpenSSL's error. */
export class DerError extends Error {}

export interface DerElement {
  tag: number;
  content: Uint8Array;
  /** The bytes of the element, tag and length included. */
  whole: Uint8Array;
}

/** The elements that follow each other in the bytes, to the last byte. */
export function readDer(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    const tag = bytes[at++]!;
    let length = bytes[at++];
    if (length === undefined) throw new DerError('not enough data');
    if (length >= 0x80) {
      const count = length & 0x7f;
      if (count === 0 || count > 4) throw new DerError('too long');
      length = 0;
      for (let index = 0; index < count; index++) length = length * 256 + (bytes[at++] ?? NaN);
    }
    if (!(at + length <= bytes.length)) throw new DerError('too long');
    elements.push({
      tag,
      content: bytes.subarray(at, at + length),
      whole: bytes.subarray(start, at + length),
    });
    at += length;
  }
  return elements;
}

/** The content of an element that must have the tag. */
export function expectTag(element: DerElement | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new DerError('wrong tag');
  return element.content;
}

/** The elements of a sequence, given as the element or as bytes that hold it alone. */
export function readSequence(source: DerElement | Uint8Array | undefined): DerElement[] {
  const element = source instanceof Uint8Array ? readDer(source)[0] : source;
  return readDer(expectTag(element, tags.sequence));
}

export const readInteger = (element: DerElement | undefined): bigint => bytesToBigInt(expectTag(element, tags.integer));

/** The bytes of a bit string of whole bytes. */
export function readBitString(element: DerElement | undefined): Uint8Array {
  const content = expectTag(element, tags.bitString);
  if (content[0] !== 0) throw new DerError('invalid bit string bits left');
  return content.subarray(1);
}

/** An object identifier in dots. */
export function readOid(element: DerElement | undefined): string {
  const content = expectTag(element, tags.oid);
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const first = numbers.shift() ?? 0;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...numbers].join('.');
}

export function writeDer(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts);
  const length: number[] = [];
  if (content.length < 0x80) {
    length.push(content.length);
  } else {
    for (let rest = content.length; rest > 0; rest >>>= 8) length.unshift(rest & 255);
    length.unshift(0x80 | length.length);
  }
  return concatBytes(Uint8Array.of(tag, ...length), content);
}

export const writeSequence = (...parts: Uint8Array[]): Uint8Array => writeDer(tags.sequence, ...parts);

export function writeInteger(value: bigint | number): Uint8Array {
  const bytes = bigIntToBytes(BigInt(value));
  // A first bit of 1 would mean a negative number.
  const sign = bytes.length === 0 || bytes[0]! >= 0x80 ? [0] : [];
  return writeDer(tags.integer, Uint8Array.from(sign), bytes);
}

export const writeOctets = (bytes: Uint8Array): Uint8Array => writeDer(tags.octetString, bytes);
export const writeBits = (bytes: Uint8Array): Uint8Array => writeDer(tags.bitString, Uint8Array.of(0), bytes);
export const derNull = Uint8Array.of(tags.null, 0);

export function writeOid(dotted: string): Uint8Array {
  const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  const bytes: number[] = [];
  for (const number of [first * 40 + second, ...rest]) {
    const septets = [number & 0x7f];
    for (let value = Math.floor(number / 128); value > 0; value = Math.floor(value / 128)) {
      septets.unshift((value & 0x7f) | 0x80);
    }
    bytes.push(...septets);
  }
  return writeDer(tags.oid, Uint8Array.from(bytes));
}

/** A big-endian unsigned number. */
export function bytesToBigInt(bytes: Uint8Array): bigint {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
}

/** A number in big-endian bytes, as few as it needs or as many as given; zero needs none. */
export function bigIntToBytes(value: bigint, length?: number): Uint8Array {
  let hex = value === 0n ? '' : value.toString(16);
  if (length !== undefined) hex = hex.padStart(length * 2, '0');
  if (hex.length % 2 === 1) hex = `0${hex}`;
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}
