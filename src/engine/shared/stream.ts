/** The messages of TCP connections between the page and the programs that it talks to, in either engine; processes say more to each other. */

/** The same both ways. */
export type StreamMessage =
  | { readonly type: 'data'; readonly connection: number; readonly bytes: ArrayBuffer }
  /** The receiver has taken this many bytes off the connection (flow control). */
  | { readonly type: 'consumed'; readonly connection: number; readonly count: number }
  /** No more will be sent. */
  | { readonly type: 'end'; readonly connection: number }
  /** The socket is closed: anything still sent to it is answered with a reset. */
  | { readonly type: 'close'; readonly connection: number }
  | { readonly type: 'reset'; readonly connection: number };

/** What the page says: it opens connections. */
export type StreamFromHost =
  StreamMessage | { readonly type: 'connect'; readonly connection: number; readonly port: number };

/** What the page hears. */
export type StreamToHost =
  | StreamMessage
  | { readonly type: 'refused'; readonly connection: number }
  | { readonly type: 'connected'; readonly connection: number };

/** Fewer bytes than this are sent faster as a copy than handed over: handing over costs the same for any number. */
const COPIED = 16 * 1024;

/** What to hand over with a message that has these bytes. */
export const handedOver = (bytes: ArrayBuffer): ArrayBuffer[] => (bytes.byteLength < COPIED ? [] : [bytes]);

export { REPORT, WINDOW } from './flow.ts';
