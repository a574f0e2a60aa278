/** Bytes on the wire, made visible: line ends are written out, what is not printable as `\xNN`. */

/** How many bytes are shown at most. */
const SHOWN = 20_000;

/**
 * @returns one string per line; `\r` and `\n` are written at the end of the line they close
 */
export function describeBytes(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let line = '';
  for (const byte of bytes.subarray(0, SHOWN)) {
    line += describeByte(byte);
    if (byte === 0x0a) {
      lines.push(line);
      line = '';
    }
  }
  if (line !== '') lines.push(line);
  if (bytes.length > SHOWN) lines.push(`… (${bytes.length - SHOWN} more bytes are not shown)`);
  return lines;
}

function describeByte(byte: number): string {
  if (byte === 0x0a) return '\\n';
  if (byte === 0x0d) return '\\r';
  if (byte === 0x09) return '\\t';
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
