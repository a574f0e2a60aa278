/**
 * ZIP archives (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT): files, deflated by the platform, with
 * UTF-8 names. Small ones: below the format's old limits of 65,535 files and 4 GiB.
 */

import { deflated } from './deflated.ts';

const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** “Version needed to extract”, 2.0: the first with deflate. */
const VERSION = 20;
/** Made by a Unix system: its permissions are those of the file. */
const MADE_BY = (3 << 8) | VERSION;
/** A plain file that its owner may write and all may read, in the upper half. */
const PERMISSIONS = (0o100644 << 16) >>> 0;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 as ZIP, gzip and PNG have it. */
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Numbers of two or four bytes, the lowest byte first. */
function record(...fields: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

/** Date and time as MS-DOS has them, in local time, to two seconds. */
function dosTime(date: Date): readonly (readonly [2, number])[] {
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  const day = ((Math.max(1980, date.getFullYear()) - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  return [
    [2, time],
    [2, day],
  ];
}

/**
 * @param files path to text; folders are made by the paths
 * @param date what the files say of when they were written
 * @returns the bytes of the archive
 */
export async function zip(files: Readonly<Record<string, string>>, date = new Date()): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const contents: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = encoder.encode(path);
    const bytes = encoder.encode(text);
    const packed = await deflated(bytes);
    const common = [
      [2, VERSION],
      [2, UTF8_NAMES],
      [2, DEFLATED],
      ...dosTime(date),
      [4, crc32(bytes)],
      [4, packed.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    ] as const;
    const local = record([4, 0x04034b50], ...common);
    contents.push(local, name, packed);
    directory.push(
      record([4, 0x02014b50], [2, MADE_BY], ...common, [2, 0], [2, 0], [2, 0], [4, PERMISSIONS], [4, offset]),
      name,
    );
    offset += local.length + name.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = Object.keys(files).length;
  const end = record([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);
  return joined([...contents, ...directory, end]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
