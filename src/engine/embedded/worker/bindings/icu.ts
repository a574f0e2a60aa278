/** `internalBinding('icu')` (src/node_i18n.cc): character encodings, and the width of text in a terminal. */
import { bytesOf, unshared } from '../bytes.ts';
import { encode, encodingOf, latin1Text, utf16Text, utf8Text } from '../text/encodings.ts';

// Taken before Node's library puts its own class in its place.
const NativeTextDecoder = globalThis.TextDecoder;

const FLUSH = 1;
const FATAL = 2;
const IGNORE_BOM = 4;

/**
 * `TextDecoder` is the browser's; the class name and errors are Node's.
 * @param invalid the error for bytes that are not text of an encoding
 */
export function createIcuBinding(
  toBuffer: (bytes: Uint8Array) => Uint8Array,
  invalid: (encoding: string) => Error,
): object {
  class Converter {
    readonly #decoder: TextDecoder;
    constructor(encoding: string, flags: number) {
      this.#decoder = new NativeTextDecoder(encoding, {
        fatal: (flags & FATAL) !== 0,
        ignoreBOM: (flags & IGNORE_BOM) !== 0,
      });
    }
    decode(input: ArrayBufferView, flags: number, encoding: string): string {
      try {
        return this.#decoder.decode(unshared(bytesOf(input)), { stream: (flags & FLUSH) === 0 });
      } catch {
        throw invalid(encoding);
      }
    }
  }
  const known = (encoding: string): boolean => {
    try {
      return new NativeTextDecoder(encoding).encoding !== '';
    } catch {
      return false;
    }
  };
  return {
    hasConverter: known,
    getConverter: (encoding: string, flags: number) => (known(encoding) ? new Converter(encoding, flags) : undefined),
    decode: (converter: Converter, ...args: Parameters<Converter['decode']>) => converter.decode(...args),
    icuErrName: (code: number) => `ICU error ${code}`,
    transcode(source: Uint8Array, from: string, to: string): Uint8Array {
      const text =
        { utf16le: utf16Text, latin1: latin1Text, ascii: latin1Text }[encodingOf(from) as 'latin1'] ?? utf8Text;
      const decoded = text(source);
      const target = encodingOf(to);
      return toBuffer(
        encode(
          target === 'latin1' || target === 'ascii'
            ? decoded.replace(target === 'ascii' ? /[^\0-\x7f]/gu : /[^\0-\xff]/gu, '?')
            : decoded,
          target,
        ),
      );
    },
    /** Columns a string takes in a terminal: wide East Asian and emoji count two, marks none. */
    getStringWidth(text: string, _ambiguousFull: boolean, expandEmoji: boolean): number {
      void expandEmoji;
      let width = 0;
      for (const character of text.normalize('NFC')) {
        if (/\p{Mn}|\p{Me}|\p{Cf}|\p{Cc}/u.test(character)) continue;
        width +=
          /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
            character,
          )
            ? 2
            : 1;
      }
      return width;
    },
  };
}
