/** Reads a ZIP archive as other programs do: by the directory at its end. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

/**
 * @returns path to text
 * @throws AssertionError when a record, a length or a checksum is not what the format wants
 */
export function unzip(archive: Uint8Array): Readonly<Record<string, string>> {
  const bytes = Buffer.from(archive);
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  assert.equal(end, bytes.length - 22, 'the directory’s end is the end of the file');
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  let at = bytes.readUInt32LE(end + 16);
  assert.equal(at + size, end, 'the directory is as long as it says');
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index += 1) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50, 'an entry of the directory');
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
    const [sum, packed, length] = [16, 20, 24].map((field) => bytes.readUInt32LE(at + field));
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString();
    const local = bytes.readUInt32LE(at + 42);
    assert.equal(bytes.readUInt32LE(local), 0x04034b50, `the file ${name} begins where the directory says`);
    assert.deepEqual([flags & 0x0800, method], [0x0800, 8]);
    // What the directory and the file say of it is the same.
    assert.deepEqual(bytes.subarray(local + 4, local + 30), bytes.subarray(at + 6, at + 32), name);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const contents = inflateRawSync(bytes.subarray(from, from + packed!));
    assert.deepEqual([contents.length, crc32(contents)], [length, sum], name);
    files[name] = contents.toString();
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  assert.equal(at, end, 'nothing more is in the directory');
  return files;
}

/** Writes what is in an archive below a folder. */
export function unzipInto(folder: string, archive: Uint8Array): void {
  for (const [path, text] of Object.entries(unzip(archive))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
