const polynomial = 0xedb8_8320;
let table: Uint32Array | undefined;

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value;
  });
}

/**
 * The checksum of gzip (RFC 1952, section 8).
 * @param data bytes, or text that is taken as UTF-8. @param value checksum of what came before.
 */
export function crc32(data: string | ArrayBufferView, value: number): number {
  const bytes =
    typeof data === 'string'
      ? new TextEncoder().encode(data)
      : new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  table ??= makeTable();
  let sum = ~value;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 0xff] as number) ^ (sum >>> 8);
  return ~sum >>> 0;
}
