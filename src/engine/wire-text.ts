/** Bytes on a wire, made readable: as text with everything that is not printable written out, and as hex. */
import type { TapEvent } from './engine.ts';

/** How bytes are written. */
export type WireFormat = 'text' | 'hex';

/** How many bytes of one piece are shown at most. */
const SHOWN = 20_000;

const ROW = 16;

/**
 * Bytes as lines. In text, `\r` and `\n` are written at the end of the line that they close, and `\xNN` is a byte that
 * is not printable; in hex, a line has 16 bytes between their offset and their characters, as in `hexdump -C`.
 */
export function describeBytes(bytes: Uint8Array, format: WireFormat = 'text'): string[] {
  const shown = bytes.subarray(0, SHOWN);
  const lines = format === 'text' ? textLines(shown) : hexLines(shown);
  if (bytes.length > SHOWN) lines.push(`… (${bytes.length - SHOWN} more bytes are not shown)`);
  return lines;
}

/** An event of a tap as lines: its time (UTC), its connection and its ends first, then its bytes. */
export function describeEvent(
  { time, connection, port, from, to, type, bytes }: TapEvent,
  format: WireFormat = 'text',
): string[] {
  const size = bytes ? `, ${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}` : '';
  const head = `${new Date(time).toISOString().slice(11, -1)} #${connection} ${from} → ${to} (port ${port}): ${type}${size}`;
  return [head, ...describeBytes(bytes ?? new Uint8Array(0), format).map((line) => `  ${line}`)];
}

function textLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let line = '';
  for (const byte of bytes) {
    line += describeByte(byte);
    if (byte === 0x0a) {
      lines.push(line);
      line = '';
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

function hexLines(bytes: Uint8Array): string[] {
  return Array.from({ length: Math.ceil(bytes.length / ROW) }, (_, row) => {
    const part = [...bytes.subarray(row * ROW, (row + 1) * ROW)];
    const hex = (from: number, to: number): string => part.slice(from, to).map(hexOf).join(' ');
    const columns = `${hex(0, ROW / 2)}  ${hex(ROW / 2, ROW)}`.padEnd(ROW * 3);
    return `${(row * ROW).toString(16).padStart(8, '0')}  ${columns}  |${part.map((byte) => (isPrintable(byte) ? String.fromCharCode(byte) : '.')).join('')}|`;
  });
}

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte < 0x7f;

function describeByte(byte: number): string {
  if (byte === 0x0a) return '\\n';
  if (byte === 0x0d) return '\\r';
  if (byte === 0x09) return '\\t';
  if (isPrintable(byte)) return String.fromCharCode(byte);
  return `\\x${hexOf(byte)}`;
}
