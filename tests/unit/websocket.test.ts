/** The WebSocket client against `ws` in real Node, and against servers that break the rules. */
import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket as NetSocket } from 'node:net';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { WebSocketServer, type WebSocket } from 'ws';
import { connectSocket } from '../../scripts/record/connect-socket.ts';
import { openSocket, type Socket, type SocketFrame } from '../../src/engine/shared/websocket.ts';

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Opens a WebSocket and notes its events. */
async function open(port: number, path = '/', headers: readonly (readonly [string, string])[] = []) {
  const frames: SocketFrame[] = [];
  const closed = Promise.withResolvers<string | null>();
  let notify = () => {};
  const receiver = {
    frame(frame: SocketFrame) {
      frames.push(frame);
      notify();
    },
    closed: closed.resolve,
  };
  const result = await openSocket(connectSocket, { port, method: 'GET', path, headers }, receiver, 5000);
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      notify = () => {
        if (condition()) resolve();
      };
      notify();
    });
  const told = () =>
    frames.map(({ from, kind, bytes, code, fragments }) =>
      [from, kind, code, bytes.length > 60 ? bytes.length : new TextDecoder().decode(bytes), fragments > 1 && fragments]
        .filter((part) => part !== undefined && part !== false)
        .join(' '),
    );
  return { result, closed: closed.promise, frames, until, told };
}

function socketOf({ result }: Awaited<ReturnType<typeof open>>): Socket {
  assert.ok(result.ok, JSON.stringify(result));
  return result.socket;
}

describe('with ws', () => {
  const http = createHttpServer();
  const server = new WebSocketServer({ server: http });
  const heard: [string | number, boolean][] = [];
  let peer: WebSocket | undefined;
  before(() => new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve)));
  after(() => {
    server.close();
    http.close();
    http.closeAllConnections();
  });
  server.on('connection', (socket, request) => {
    peer = socket;
    if (request.url === '/greets') socket.send('hello');
    socket.on('message', (data: Buffer, binary) => {
      heard.push([data.length > 60 ? data.length : data.toString(), binary]);
      socket.send(data, { binary });
    });
  });

  test('text, bytes and long messages go both ways, masked as they must be', async () => {
    const session = await open(portOf(http));
    const socket = socketOf(session);
    assert.equal(socket.response.status, 101);
    socket.send('é😀');
    socket.send(Uint8Array.of(0, 255, 1));
    for (const length of [125, 126, 65_535, 65_536, 300_000]) socket.send('x'.repeat(length));
    await session.until(() => session.frames.length === 14);
    assert.deepEqual(
      heard.map(([data]) => (typeof data === 'number' ? data : data.length)),
      [3, 3, 125, 126, 65_535, 65_536, 300_000],
    );
    const echoed = session.frames.filter(({ from }) => from === 'server');
    assert.deepEqual(echoed.map(({ kind }) => kind).slice(0, 3), ['text', 'binary', 'text']);
    assert.equal(new TextDecoder().decode(echoed[0]!.bytes), 'é😀');
    assert.deepEqual([...echoed[1]!.bytes], [0, 255, 1]);
    socket.close(3001, 'enough');
    assert.equal(await session.closed, null);
    assert.deepEqual(session.told().slice(-2), ['client close 3001 enough', 'server close 3001 enough']);
  });

  test('what is sent with the head is heard; pings are answered; fragments are put together; a close is returned', async () => {
    const session = await open(portOf(http), '/greets');
    socketOf(session);
    await session.until(() => session.frames.length === 1);
    const pong = new Promise((resolve) => peer!.once('pong', (data: Buffer) => resolve(data.toString())));
    peer!.ping('there?');
    assert.equal(await pong, 'there?');
    peer!.send('one ', { fin: false });
    peer!.send('two', { fin: true });
    await session.until(() => session.frames.length === 4);
    const code = new Promise((resolve) => peer!.once('close', resolve));
    peer!.close(1001, 'bye');
    assert.equal(await session.closed, null);
    assert.equal(await code, 1001);
    assert.deepEqual(
      session.told(),
      [
        'server text hello',
        'server ping there?',
        'client pong there?',
        'server text one two 2',
        'server close 1001 bye',
        'client close 1001',
      ].map((line) => (line.endsWith('1001') ? `${line} ` : line)),
    );
  });

  test('a server that is gone is told', async () => {
    const session = await open(portOf(http));
    socketOf(session);
    await new Promise((resolve) => setImmediate(resolve));
    peer!.terminate();
    assert.match((await session.closed) ?? '', /reset|without a close frame/);
  });
});

test('an answer that opens none is a failure that says what it was', async () => {
  const server = createHttpServer((_, response) => response.writeHead(401).end('Who are you?'));
  server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { result } = await open(portOf(server));
  assert.match(!result.ok ? result.reason : '', /answered 403 Forbidden and opened no WebSocket\. It says: no$/);
  server.close();
  const gone = await open(1);
  assert.equal(!gone.result.ok && gone.result.code, 'refused');
});

describe('with servers that break the rules', () => {
  const script: { bytes: readonly number[]; accept?: string } = { bytes: [] };
  const server = createServer((socket: NetSocket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
      const key = /Sec-WebSocket-Key: (\S+)/.exec(data.toString())?.[1] ?? '';
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${script.accept ?? accept}\r\n\r\n`,
      );
      // The bytes are sent one by one, since a frame may come in any pieces.
      for (const byte of script.bytes) socket.write(Uint8Array.of(byte));
    });
  });
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => server.close());

  for (const [what, bytes, expected] of [
    ['a masked frame', [0x81, 0x81, 0, 0, 0, 0, 0x61], /is masked.*1002/],
    ['an extension', [0xc1, 0x01, 0x61], /an extension that was not agreed on/],
    ['an unknown opcode', [0x83, 0x00], /the opcode 3/],
    ['a long ping', [0x89, 0x7e, 0, 126], /control frame that is too long/],
    ['a ping in pieces', [0x09, 0x00], /or in pieces/],
    ['a fragment of nothing', [0x80, 0x01, 0x61], /order of fragments/],
    ['text that is not UTF-8', [0x81, 0x01, 0xff], /not UTF-8 \(code 1007\)/],
    ['half a close code', [0x88, 0x01, 0x03], /half a code/],
    ['a frame without end', [0x82, 0x7f, 0, 0, 1, 0, 0, 0, 0, 0], /more than are taken here \(code 1009\)/],
  ] as const)
    test(what, async () => {
      script.bytes = bytes;
      const session = await open(portOf(server));
      socketOf(session);
      assert.match((await session.closed) ?? '', expected);
    });

  test('a wrong key', async () => {
    script.accept = 'wrong';
    const { result } = await open(portOf(server));
    assert.match(!result.ok ? result.reason : '', /does not fit the key/);
  });
});
