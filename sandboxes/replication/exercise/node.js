// A database node. The primary writes its log to archive.jsonl as well, and its bases to
// bases.jsonl. The replica shows each record 5 seconds after it has received it.
import { appendFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { isDone } from './commit.js';
import { onLine, say } from './lines.js';

const text = { type: 'string' };
const { values } = parseArgs({ options: { port: text, from: text, lag: text } });
const lag = Number(values.lag ?? 0); // milliseconds
let isPrimary = values.from === undefined;
const log = [];
const posts = new Map();
let applied = 0;
const replicas = new Map(); // socket → { sent, received, applied }
let waiting = []; // writes whose client has heard nothing yet
let upstream;

function apply(record) {
  if (record.lsn !== applied + 1) return; // promoted meanwhile
  if (record.post) posts.set(record.post.id, record.post);
  else posts.delete(record.del);
  applied = record.lsn;
  say(upstream, { applied });
}

function settle() {
  waiting = waiting.filter(({ mode, lsn, resolve }) => {
    if (!isDone({ mode, lsn, replicas: [...replicas.values()] })) return true;
    resolve({ lsn });
    return false;
  });
}

function ship(socket, state, record) {
  say(socket, { record });
  state.sent = record.lsn;
}

function write(change, mode) {
  const record = { lsn: log.length + 1, at: Date.now(), ...change };
  if (record.post) record.post = { id: record.lsn, text: record.post };
  log.push(record);
  appendFileSync('archive.jsonl', `${JSON.stringify(record)}\n`);
  apply(record);
  for (const [socket, state] of replicas) ship(socket, state, record);
  return new Promise((resolve) => {
    waiting.push({ mode, lsn: record.lsn, resolve });
    settle();
  });
}

function backup() {
  const base = { at: Date.now(), lsn: applied, posts: [...posts.values()] };
  appendFileSync('bases.jsonl', `${JSON.stringify(base)}\n`);
  return { at: base.at, lsn: base.lsn };
}

function follow() {
  const socket = connect({ port: values.from, noDelay: true });
  upstream = socket;
  socket.on('connect', () => say(socket, { follow: log.length }));
  onLine(socket, ({ record }) => {
    log.push(record);
    say(socket, { received: record.lsn });
    setTimeout(apply, lag, record);
  });
  socket.on('error', () => {}); // 'close' follows
  socket.on('close', () => setTimeout(() => {
    if (upstream === socket) follow();
  }, 50));
}

function promote() {
  const socket = upstream;
  upstream = undefined;
  socket?.destroy();
  isPrimary = true;
  for (const record of log.slice(applied)) apply(record);
  return { received: log.length };
}

async function answer(message) {
  if (message.promote) return promote();
  if (message.backup) return backup();
  if (message.change) {
    if (!isPrimary) return { error: 'a replica takes no writes' };
    return write(message.change, message.mode);
  }
  return { applied, posts: [...posts.values()] };
}

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('close', () => replicas.delete(socket) && settle());
  onLine(socket, async (message) => {
    const { id, follow: from } = message;
    if (from !== undefined) {
      const state = { sent: from, received: from, applied: 0 };
      replicas.set(socket, state);
      for (const record of log.slice(from)) ship(socket, state, record);
    } else if (replicas.has(socket)) {
      Object.assign(replicas.get(socket), message);
      settle();
    } else say(socket, { id, ...(await answer(message)) });
  });
});
if (isPrimary) for (const file of ['archive.jsonl', 'bases.jsonl']) rmSync(file, { force: true });
else follow();
server.listen(values.port);
