/**
 * Plays scripts of TCP connections and says what each side saw: the same program in real Node over 127.0.0.1
 * and in the engine. It is asked over HTTP (`POST /steps`, `POST /streams`), so that one process plays many.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { json } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';

/** Byte number `offset` of what side `side` of a connection sends. */
const byteAt = (side, offset) => (offset * 31 + (offset >> 8) + side * 101) & 0xff;

function makeBytes(side, offset, size) {
  const bytes = Buffer.allocUnsafe(size);
  for (let index = 0; index < size; index += 1) bytes[index] = byteAt(side, offset + index);
  return bytes;
}

/** The events of one side of a connection. TCP has no chunks, so chunks that follow each other are noted as one. */
class Side {
  events = [];
  writes = [];
  received = 0;
  sent = 0;
  intact = true;
  #hash = createHash('sha256');

  constructor(index) {
    this.index = index;
  }

  watch(socket) {
    this.socket = socket;
    socket.on('data', (bytes) => {
      const expected = makeBytes(1 - this.index, this.received, bytes.length);
      if (!bytes.equals(expected)) this.intact = false;
      this.#hash.update(bytes);
      this.received += bytes.length;
      this.data?.(bytes.length);
      const [last] = this.events.at(-1) ?? [];
      if (last === 'data') this.events.at(-1)[1] += bytes.length;
      else this.events.push(['data', bytes.length]);
    });
    for (const name of ['connect', 'end', 'finish', 'close']) socket.on(name, (...values) => this.events.push([name, ...values]));
    socket.on('error', (error) => this.events.push(['error', error.code, error.syscall]));
    return this;
  }

  write(size) {
    const bytes = makeBytes(this.index, this.sent, size);
    this.sent += size;
    return this.socket.write(bytes, (error) => this.writes.push(error?.code ?? 'written'));
  }

  report() {
    const { destroyed, readyState, bytesRead, bytesWritten, readableEnded, writableFinished } = this.socket ?? {};
    return {
      events: this.events, writes: this.writes, intact: this.intact, received: this.received, hash: this.#hash.copy().digest('hex'),
      state: { destroyed, readyState, bytesRead, bytesWritten, readableEnded, writableFinished },
    };
  }
}

/** A connected pair. Nagle's algorithm (RFC 896) would keep small writes back for longer than a barrier waits. */
async function openPair(server, options) {
  const [client, other] = [new Side(0), new Side(1)];
  const accepted = once(server, 'connection');
  client.watch(connect({ port: server.address().port, host: '127.0.0.1', noDelay: true, allowHalfOpen: options.clientHalfOpen }));
  const [socket] = await accepted;
  socket.allowHalfOpen = options.serverHalfOpen;
  other.watch(socket);
  if (client.socket.connecting) await once(client.socket, 'connect');
  return [client, other];
}

/** Two sockets whose pings go the same way as all data: once pings have come back, data sent before has arrived. */
class Barrier {
  static async open() {
    const barrier = new Barrier();
    const server = createServer((socket) => socket.on('data', (bytes) => socket.write(bytes)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    barrier.socket = connect(server.address().port, '127.0.0.1');
    await once(barrier.socket, 'connect');
    return barrier;
  }

  /**
   * Waits for several pings, since effects have effects: one side answers the other's end, which then sees the answer.
   */
  async settle() {
    for (let round = 0; round < 4; round += 1) {
      this.socket.write('ping');
      await once(this.socket, 'data');
      await setImmediate();
    }
  }
}

const barrier = await Barrier.open();

const ACTIONS = {
  write: (side, size) => side.write(size),
  end: (side) => side.socket.end(),
  'write and end': (side, size) => {
    side.write(size);
    side.socket.end();
  },
  destroy: (side) => side.socket.destroy(),
  reset: (side) => side.socket.resetAndDestroy(),
  'write and destroy soon': (side, size) => {
    side.write(size);
    side.socket.destroySoon();
  },
  pause: (side) => side.socket.pause(),
  resume: (side) => side.socket.resume(),
  both: (side, size, other) => {
    side.write(size);
    other.write(size);
  },
  'both end': (side, _size, other) => {
    side.socket.end();
    other.socket.end();
  },
};

/** Plays one action after the other on each connection, each with time for all its effects. */
async function playSteps(connections) {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const pairs = [];
  for (const options of connections) pairs.push(await openPair(server, options));
  await barrier.settle();
  const longest = Math.max(...connections.map(({ steps }) => steps.length));
  for (let index = 0; index < longest; index += 1) {
    connections.forEach(({ steps }, number) => {
      const step = steps[index];
      if (step) ACTIONS[step.action](pairs[number][step.side], step.size, pairs[number][1 - step.side]);
    });
    await barrier.settle();
  }
  const reports = pairs.map((sides) => sides.map((side) => side.report()));
  for (const side of pairs.flat()) side.socket.destroy();
  await new Promise((resolve) => server.close(resolve));
  return reports;
}

/** Sends all chunks of a side, with the turns to wait before each, then closes the side as the script says. */
async function send(side, { chunks, last }) {
  const { socket } = side;
  for (const { size, turns } of chunks) {
    for (let turn = 0; turn < turns; turn += 1) await setImmediate();
    if (!socket.writable) break;
    if (!side.write(size)) await Promise.race([once(socket, 'drain'), side.over]).catch(() => {});
  }
  if (last === 'end') socket.end();
  else if (last === 'destroy soon') socket.destroySoon();
  else if (last === 'destroy') socket.destroy();
  else socket.resetAndDestroy();
}

/** Stops reading for some turns after every so many bytes. */
function readSlowly(side, { every, turns }) {
  if (turns === 0) return;
  let next = every;
  side.data = () => {
    if (side.received < next) return;
    next = side.received + every;
    side.socket.pause();
    void (async () => {
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      side.socket.resume();
    })();
  };
}

/** Plays many connections at once, both sides sending as fast as they may. */
async function playStreams(connections) {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const pairs = [];
  for (let number = 0; number < connections.length; number += 1) pairs.push(await openPair(server, { clientHalfOpen: true, serverHalfOpen: true }));
  await Promise.all(pairs.map((sides, number) => Promise.all(sides.map(async (side, index) => {
    const script = connections[number][index];
    side.over = new Promise((resolve) => side.socket.once('close', resolve));
    readSlowly(side, script.reading);
    await Promise.all([send(side, script), side.over]);
  }))));
  await barrier.settle();
  const reports = pairs.map((sides) => sides.map((side) => side.report()));
  await new Promise((resolve) => server.close(resolve));
  return reports;
}

const PLAYS = { '/steps': playSteps, '/streams': playStreams };
const control = createHttpServer(async (request, response) => {
  try {
    response.end(JSON.stringify(await PLAYS[request.url](await json(request))));
  } catch (error) {
    response.writeHead(500).end(error.stack);
  }
});
control.listen(process.env.PORT ?? 3000, () => console.log(control.address().port));
