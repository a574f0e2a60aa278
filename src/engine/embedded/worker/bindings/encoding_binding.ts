/** `internalBinding('encoding_binding')` (src/encoding_binding.cc): UTF-8 and the names of hosts. */
import { bytesOf, unshared } from '../bytes.ts';
import { toUnicode } from '../text/punycode.ts';

// Taken before Node's library puts its own classes in their place.
const NativeTextDecoder = globalThis.TextDecoder;
const NativeURL = globalThis.URL;

export function createEncodingBinding(invalidData: (encoding: string) => Error, invalidList: () => Error): object {
  const encoder = new TextEncoder();
  const encodeIntoResults = new Uint32Array(2);
  const host = (name: string): string => {
    try {
      return new NativeURL(`ws://${name}`).hostname;
    } catch {
      return '';
    }
  };
  return {
    encodeIntoResults,
    encodeInto(text: string, target: Uint8Array): void {
      const { read, written } = encoder.encodeInto(text, target);
      encodeIntoResults.set([read, written]);
    },
    encodeUtf8String: (text: string) => encoder.encode(text),
    decodeUTF8(input: ArrayBufferView | ArrayBuffer, ignoreBOM: boolean, fatal: boolean): string {
      if (typeof input !== 'object') throw invalidList();
      try {
        return new NativeTextDecoder('utf-8', { ignoreBOM, fatal }).decode(unshared(bytesOf(input)));
      } catch {
        throw invalidData('utf-8');
      }
    },
    toASCII: host,
    toUnicode: (name: string) => toUnicode(host(name)),
  };
}
