/**
 * The fake server, for answers of every kind, by path. The real client of the workbench reads the bytes, so that
 * pieces, ends and charsets are real.
 */
import type { Connection, ConnectionReceiver, Result } from '../../src/engine/engine.ts';

type Send = (text: string | Uint8Array<ArrayBuffer>) => void;

/** Answers a request; the connection ends when the handler returns. */
type Handler = (send: Send, request: string) => Promise<void> | void;

const bytes = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const head = (status: string, ...headers: string[]) => [`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n');

const HANDLERS: Readonly<Record<string, Handler>> = {
  '/fake/events': async (send) => {
    send(head('200 OK', 'Content-Type: text/event-stream'));
    for (let number = 1; number <= 250; number += 1) {
      if (number % 50 === 0) await pause(20);
      send(`${number % 10 === 0 ? 'event: tenth\n' : ''}id: ${number}\ndata: event ${number}\n\n`);
    }
    await new Promise(() => {});
  },
  '/fake/chunks': async (send) => {
    send(head('200 OK', 'Content-Type: text/plain', 'Transfer-Encoding: chunked'));
    await pause(50);
    send('6\r\nfirst \r\n');
    await released.promise;
    released = Promise.withResolvers();
    send('6\r\nsecond\r\n0\r\n\r\n');
  },
  '/fake/release': (send) => {
    released.resolve();
    send(head('204 No Content'));
  },
  '/fake/silence': () => new Promise(() => {}),
  '/fake/broken': (send) => send(`${head('200 OK', 'Content-Type: text/plain', 'Content-Length: 100')}only this`),
  '/fake/json': (send) =>
    send(`${head('200 OK', 'Content-Type: application/json')}{"id":9007199254740993,"dup":1,"dup":2,"big":1e400}`),
  '/fake/large-json': (send) =>
    send(
      `${head('200 OK', 'Content-Type: application/json')}[${Array.from({ length: 100_000 }, (_, id) => `{"id":${id},"ok":true}`).join()}]`,
    ),
  '/fake/lines': (send) => send(`${head('200 OK', 'Content-Type: text/plain')}${'x\n'.repeat(190_000)}`),
  '/fake/headers': (send) =>
    send(`${head('200 OK', ...Array.from({ length: 20_000 }, (_, index) => `X-Header-${index}: ${index}`))}done`),
  '/fake/huge': async (send) => {
    send(head('200 OK', 'Content-Type: text/plain'));
    const piece = bytes('0123456789abcdef'.repeat(2 ** 12));
    for (let sent = 0; sent < 100_000_000; sent += piece.length) {
      send(piece.slice(0, Math.min(piece.length, 100_000_000 - sent)));
      if (sent % (piece.length * 64) === 0) await pause(0);
    }
  },
  '/fake/table': (send) =>
    send(`${head('200 OK', 'Content-Type: text/plain')}${`${'column '.repeat(30)}\n`.repeat(3)}`),
  '/fake/latin1': (send) => send(latin1(`${head('200 OK', 'Content-Type: text/plain; charset=iso-8859-1')}caf\u00e9`)),
  '/fake/gzip': async (send) => {
    const packed = new Response(new Blob(['{"packed":true}']).stream().pipeThrough(new CompressionStream('gzip')));
    send(head('200 OK', 'Content-Type: application/json', 'Content-Encoding: gzip'));
    send(new Uint8Array(await packed.arrayBuffer()));
  },
  // The result of `brotliCompressSync('{"packed":"by brotli"}')` in Node.
  '/fake/brotli': (send) => {
    send(head('200 OK', 'Content-Type: application/json', 'Content-Encoding: br'));
    send(latin1(atob('iwqAeyJwYWNrZWQiOiJieSBicm90bGkifQM=')));
  },
  '/fake/not-gzip': (send) => send(`${head('200 OK', 'Content-Type: text/plain', 'Content-Encoding: gzip')}plain`),
  '/fake/page': (send) =>
    send(
      `${head('200 OK', 'Content-Type: text/html; charset=utf-8')}<h1>A page</h1><form action="https://example.com/form"><button>Go</button></form><script>top.document.title = 'taken'; parent.postMessage('out', '*'); document.querySelector('h1').textContent = 'changed';</script><img src="https://example.com/pixel.png" onerror="fetch('/stolen')"><iframe src="https://example.com/frame"></iframe><link rel="stylesheet" href="https://example.com/style.css"><meta http-equiv="refresh" content="0;url=https://example.com/refresh">`,
    ),
  '/fake/moved': (send) => send(head('303 See Other', 'Location: /fake/json', 'X-Powered-By: fake', 'RateLimit: r=3')),
  '/fake/away': (send) => send(head('302 Found', 'Location: https://example.com/')),
};

let released = Promise.withResolvers<void>();

/** Opens a connection to the fake server. */
export function connectFake(receiver: ConnectionReceiver): Result<{ connection: Connection }> {
  let open = true;
  const send: Send = (data) => {
    if (open) void receiver.data(typeof data === 'string' ? bytes(data) : data);
  };
  const connection: Connection = {
    write: async (data) => {
      const request = new TextDecoder().decode(data);
      const path = /^\S+ ([^ ?]+)/.exec(request)?.[1] ?? '';
      await (HANDLERS[path] ?? ((answer: Send) => answer(head('404 Not Found'))))(send, request);
      if (open) receiver.end();
    },
    end: () => {},
    destroy: () => (open = false),
  };
  return { ok: true, connection };
}
