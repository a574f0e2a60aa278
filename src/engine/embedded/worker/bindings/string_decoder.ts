/**
 * `internalBinding('string_decoder')` (src/string_decoder.cc): characters split between chunks. The state
 * lives in the small buffer that Node's library owns; its layout is visible through `lastChar` and
 * friends, so it is kept as Node keeps it.
 */
import type { Facts } from '../facts.ts';
import { bytesOf } from '../bytes.ts';
import { ENCODINGS, base64Text, hexText, latin1Text, utf16Text, utf8Text } from '../text/encodings.ts';

const MISSING = 4;
const BUFFERED = 5;
const ENCODING = 6;

/** Bytes a UTF-8 sequence has that starts with `lead`; 0 when it cannot start one. */
function utf8SequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if ((lead & 0xf0) === 0xe0) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/** How many bytes at the end of `bytes` begin a character that is not yet whole, and how many it lacks. */
function utf8Tail(bytes: Uint8Array): { held: number; missing: number } {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = utf8SequenceLength(byte);
    if (length > back && validPrefix(bytes.subarray(bytes.length - back)))
      return { held: back, missing: length - back };
    return { held: 0, missing: 0 };
  }
  return { held: 0, missing: 0 };
}

/** Whether the second byte is one the lead allows (no overlong forms, surrogates or values past U+10FFFF). */
function validPrefix(bytes: Uint8Array): boolean {
  const [lead = 0, second] = bytes;
  if (second === undefined) return true;
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second <= 0x9f;
  if (lead === 0xf0) return second >= 0x90;
  if (lead === 0xf4) return second <= 0x8f;
  return true;
}

function utf16Tail(bytes: Uint8Array): { held: number; missing: number } {
  const odd = bytes.length & 1;
  const unitEnd = bytes.length - odd;
  const high = unitEnd >= 2 && ((bytes[unitEnd - 1] ?? 0) & 0xfc) === 0xd8;
  if (odd === 1) return high ? { held: 3, missing: 1 } : { held: 1, missing: 1 };
  return high ? { held: 2, missing: 2 } : { held: 0, missing: 0 };
}

function base64Tail(bytes: Uint8Array): { held: number; missing: number } {
  const held = bytes.length % 3;
  return { held, missing: held === 0 ? 0 : 3 - held };
}

export function createStringDecoderBinding(facts: Facts): object {
  const text = (encoding: string | undefined, bytes: Uint8Array): string => {
    switch (encoding) {
      case 'utf8':
        return utf8Text(bytes);
      case 'utf16le':
        return utf16Text(bytes);
      case 'base64':
        return base64Text(bytes);
      case 'base64url':
        return base64Text(bytes, true);
      case 'hex':
        return hexText(bytes);
      case 'ascii':
        return latin1Text(bytes, 0x7f);
      default:
        return latin1Text(bytes);
    }
  };
  const tails: Record<string, (bytes: Uint8Array) => { held: number; missing: number }> = {
    utf8: utf8Tail,
    utf16le: utf16Tail,
    base64: base64Tail,
    base64url: base64Tail,
  };
  return {
    ...facts.bindings['string_decoder'],
    encodings: ENCODINGS,
    decode(state: Uint8Array, chunk: ArrayBufferView): string {
      const encoding = ENCODINGS[state[ENCODING] ?? 1];
      const tail = encoding ? tails[encoding] : undefined;
      const incoming = bytesOf(chunk);
      if (!tail) return text(encoding, incoming);
      const buffered = state[BUFFERED] ?? 0;
      let bytes = incoming;
      if (buffered > 0) {
        bytes = new Uint8Array(buffered + incoming.length);
        bytes.set(state.subarray(0, buffered));
        bytes.set(incoming, buffered);
      }
      const { held, missing } = tail(bytes);
      const whole = bytes.length - held;
      state.set(bytes.subarray(whole));
      state[BUFFERED] = held;
      state[MISSING] = missing;
      return text(encoding, bytes.subarray(0, whole));
    },
    flush(state: Uint8Array): string {
      const encoding = ENCODINGS[state[ENCODING] ?? 1];
      let buffered = state[BUFFERED] ?? 0;
      // Half a UTF-16 unit is dropped (FlushData in string_decoder.cc).
      if (encoding === 'utf16le' && buffered % 2 === 1) buffered -= 1;
      const rest = text(encoding, state.slice(0, buffered));
      state[BUFFERED] = 0;
      state[MISSING] = 0;
      return rest;
    },
  };
}
