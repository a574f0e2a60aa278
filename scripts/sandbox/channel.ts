/**
 * The messages between the command and its page, over one WebSocket, so that everything arrives in the order in which
 * it happened. Messages are JSON; bytes of a connection are binary: the connection's id in four bytes (little-endian),
 * then the bytes.
 */
import type { Project } from '../../src/engine/engine.ts';
import type { WireFormat } from '../../src/engine/wire-text.ts';

export type ToPage =
  /** Starts the project, whose files are at `/tree`. */
  | { readonly type: 'start'; readonly project: Project; readonly tap?: WireFormat | undefined }
  | { readonly type: 'signal'; readonly signal: string }
  /** Standard input in base64; null at its end. Answered with `input-taken`. */
  | { readonly type: 'input'; readonly base64: string | null }
  | { readonly type: 'connect'; readonly id: number; readonly port: number }
  | ConnectionMessage;

export type FromPage =
  /** Output of the program, one character for each byte. */
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'notice'; readonly text: string }
  /** Traffic on the virtual network, as lines of text. */
  | { readonly type: 'tapped'; readonly lines: readonly string[] }
  | { readonly type: 'listening' | 'unlisten'; readonly port: number }
  | { readonly type: 'exit'; readonly code: number | null; readonly signal: string | null }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'input-taken' }
  | { readonly type: 'connected' | 'refused'; readonly id: number }
  | ConnectionMessage;

export type ConnectionMessage =
  /** The sender's half of the connection is closed. */
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'close'; readonly id: number; readonly reset: boolean }
  /** How many bytes have been taken by their receiver (backpressure). */
  | { readonly type: 'taken'; readonly id: number; readonly count: number };

/** Bytes of one connection that may be on their way before any has been taken. */
export const WINDOW = 512 * 1024;

const HEADER = 4;

export function packBytes(id: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(HEADER + bytes.length);
  new DataView(packed.buffer).setUint32(0, id, true);
  packed.set(bytes, HEADER);
  return packed;
}

export function unpackBytes(packed: Uint8Array): { readonly id: number; readonly bytes: Uint8Array } {
  return { id: new DataView(packed.buffer, packed.byteOffset).getUint32(0, true), bytes: packed.subarray(HEADER) };
}
