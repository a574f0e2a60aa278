// A database node: a primary, or a replica that shows each record so many milliseconds
// after it was written.
import { connect, createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { onLine, say } from './lines.js';

const text = { type: 'string' };
const { values } = parseArgs({ options: { port: text, from: text, lag: text } });
const KEPT = 1000; // posts
let lag = Number(values.lag ?? 0);
let posts = [];
let received = 0;
let due = 0; // when the newest record will be applied
let applied = 0; // the position up to which readers see the log
const followers = new Set();
let waiting = []; // who wants to be told when a position is reached

function apply(record) {
  posts = [...posts, record].slice(-KEPT);
  applied = record.lsn;
  for (const follower of followers) say(follower, { record });
  const reached = waiting.filter(({ lsn }) => lsn <= applied);
  waiting = waiting.filter(({ lsn }) => lsn > applied);
  for (const { done } of reached) done(true);
}

/** As PostgreSQL's WAIT FOR LSN and MySQL's WAIT_FOR_EXECUTED_GTID_SET. */
function waitFor(lsn, patience) {
  if (lsn <= applied) return true;
  return new Promise((resolve) => {
    const waiter = { lsn, done: resolve };
    waiting.push(waiter);
    setTimeout(() => {
      waiting = waiting.filter((each) => each !== waiter);
      resolve(false);
    }, patience);
  });
}

function follow() {
  const socket = connect({ port: values.from, noDelay: true });
  socket.on('connect', () => say(socket, { follow: received }));
  onLine(socket, ({ record }) => {
    if (record.lsn <= received) return;
    received = record.lsn;
    due = Math.max(due, Date.now() + lag); // in order, also when the lag gets shorter
    setTimeout(apply, due - Date.now(), record);
  });
  socket.on('error', () => {}); // 'close' follows
  socket.on('close', () => setTimeout(follow, 50));
}

async function answer({ post, wait, setLag }) {
  if (post) {
    if (values.from) return { error: 'a replica takes no writes' };
    apply({ lsn: applied + 1, ...post });
  }
  if (setLag !== undefined) lag = setLag;
  const reached = wait && (await waitFor(wait.lsn, wait.patience));
  return { lsn: applied, reached, posts: posts.slice(-3) };
}

const server = createServer({ noDelay: true }, (socket) => {
  onLine(socket, async (message) => {
    if (message.follow === undefined)
      return say(socket, { id: message.id, ...(await answer(message)) });
    followers.add(socket);
    for (const record of posts.filter(({ lsn }) => lsn > message.follow))
      say(socket, { record });
  });
  socket.on('error', () => {});
  socket.on('close', () => followers.delete(socket));
});
if (values.from) follow();
server.listen(values.port);
