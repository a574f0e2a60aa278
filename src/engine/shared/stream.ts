/** Messages about TCP connections between the page and the processes that it talks to, in either engine. */

/** Traffic of one connection; the same in both directions. */
export type StreamMessage =
  | { readonly type: 'data'; readonly connection: number; readonly bytes: ArrayBuffer }
  /** The receiver has taken this many bytes off the connection (flow.ts). */
  | { readonly type: 'consumed'; readonly connection: number; readonly count: number }
  /** The sender will send no more. */
  | { readonly type: 'end'; readonly connection: number }
  /** The socket is closed: anything still sent to it is answered with a reset. */
  | { readonly type: 'close'; readonly connection: number }
  | { readonly type: 'reset'; readonly connection: number };

/** Messages of the page, which opens connections. */
export type StreamFromHost =
  StreamMessage | { readonly type: 'connect'; readonly connection: number; readonly port: number };

/** Messages to the page. */
export type StreamToHost =
  | StreamMessage
  | { readonly type: 'refused'; readonly connection: number }
  | { readonly type: 'connected'; readonly connection: number };

/** Fewer bytes than this are copied: a transfer costs the same for any number of bytes, and more than a small copy. */
const COPIED = 16 * 1024;

/** The buffers to transfer with a message that has these bytes. */
export const handedOver = (bytes: ArrayBuffer): ArrayBuffer[] => (bytes.byteLength < COPIED ? [] : [bytes]);
