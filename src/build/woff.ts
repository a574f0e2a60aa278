/**
 * Unpacks a WOFF 1.0 font: https://www.w3.org/TR/WOFF/ §3 to §5. D2 measures text with a font's tables
 * and takes them as an OpenType file only, while packages bring fonts as WOFF.
 */
import { inflateSync } from 'node:zlib';

const HEADER = 44;
const ENTRY = 20;

/**
 * @param woff the file's bytes
 * @returns the OpenType font in it
 * @throws Error when the bytes are no WOFF 1.0 file
 */
export function unpackWoff(woff: Uint8Array): Uint8Array {
  const file = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.length < HEADER || file.getUint32(0) !== 0x774f4646)
    throw new Error('This is not a WOFF 1.0 font: it does not start with “wOFF”.');
  const flavor = file.getUint32(4);
  const count = file.getUint16(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = HEADER + index * ENTRY;
    const offset = file.getUint32(at + 4);
    const packed = file.getUint32(at + 8);
    const length = file.getUint32(at + 12);
    const bytes = woff.subarray(offset, offset + packed);
    return {
      tag: file.getUint32(at),
      checksum: file.getUint32(at + 16),
      data: packed < length ? inflateSync(bytes) : bytes,
    };
  });

  const start = 12 + 16 * count;
  const size = tables.reduce((sum, { data }) => sum + align(data.length), start);
  const font = new Uint8Array(size);
  const out = new DataView(font.buffer);
  const power = Math.floor(Math.log2(count));
  out.setUint32(0, flavor);
  out.setUint16(4, count);
  out.setUint16(6, 16 * 2 ** power);
  out.setUint16(8, power);
  out.setUint16(10, 16 * count - 16 * 2 ** power);
  let offset = start;
  tables.forEach(({ tag, checksum, data }, index) => {
    const at = 12 + index * 16;
    out.setUint32(at, tag);
    out.setUint32(at + 4, checksum);
    out.setUint32(at + 8, offset);
    out.setUint32(at + 12, data.length);
    font.set(data, offset);
    offset += align(data.length);
  });
  return font;
}

/** Tables start at multiples of four bytes. */
const align = (length: number): number => (length + 3) & ~3;
