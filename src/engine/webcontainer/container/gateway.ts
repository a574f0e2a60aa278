/** Runs in the container: carries TCP connections from the page to ports of the container (`../lines.ts`). */
import { connect, type Socket } from 'node:net';
import { SendWindow } from '../../shared/flow.ts';
import type { StreamFromHost, StreamToHost } from '../../shared/stream.ts';
import { encode, FROM_GATEWAY, FROM_PAGE, LineReader } from '../lines.ts';

interface Open {
  readonly socket: Socket;
  /** The window of bytes that are sent to the page. */
  readonly window: SendWindow;
}

const open = new Map<number, Open>();

function say(message: StreamToHost): void {
  process.stdout.write(encode(FROM_GATEWAY, message));
}

function start(connection: number, port: number): void {
  const socket = connect({ port, host: 'localhost', allowHalfOpen: true });
  const entry: Open = { socket, window: new SendWindow() };
  let connected = false;
  open.set(connection, entry);
  socket.on('connect', () => {
    connected = true;
    say({ type: 'connected', connection });
  });
  socket.on('data', (bytes) => {
    entry.window.ahead += bytes.length;
    if (entry.window.room === 0) socket.pause();
    say({ type: 'data', connection, bytes: new Uint8Array(bytes).buffer });
  });
  socket.on('end', () => say({ type: 'end', connection }));
  socket.on('error', () => {
    open.delete(connection);
    say({ type: connected ? 'reset' : 'refused', connection });
  });
  socket.on('close', () => {
    if (open.delete(connection)) say({ type: 'close', connection });
  });
}

function receive(message: StreamFromHost): void {
  const { connection } = message;
  if (message.type === 'connect') return start(connection, message.port);
  const entry = open.get(connection);
  if (!entry) return;
  const { socket } = entry;
  switch (message.type) {
    case 'data': {
      const { byteLength } = message.bytes;
      socket.write(new Uint8Array(message.bytes), () => say({ type: 'consumed', connection, count: byteLength }));
      return;
    }
    case 'consumed':
      entry.window.ahead -= message.count;
      if (entry.window.room > 0) socket.resume();
      return;
    case 'end':
      socket.end();
      return;
    case 'close':
      open.delete(connection);
      socket.destroy();
      return;
    case 'reset':
      open.delete(connection);
      socket.resetAndDestroy();
  }
}

const reader = new LineReader<StreamFromHost>(FROM_PAGE, receive);
if (process.stdin.isTTY) process.stdin.setRawMode(true);
process.stdin.setEncoding('latin1').on('data', (text) => reader.push(String(text)));
