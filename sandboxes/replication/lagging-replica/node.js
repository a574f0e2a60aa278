// A database node, primary or replica. All that it has is in its memory: after a power
// cut it is as if the machine had burned down.
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { modes } from './commit.js';
import { onLine, say } from './lines.js';
import { Log } from './log.js';
import { Primary } from './primary.js';
import { Replica } from './replica.js';

const text = { type: 'string' };
const { values } = parseArgs({
  options: { name: text, port: text, from: text, wire: text, apply: text },
});
const others = ['replica-1', 'replica-2'].filter((name) => name !== values.name);
const sockets = new Set();
let log; // undefined: no power
let primary;
let replica;

function cut() {
  for (const socket of sockets) socket.destroy();
  replica?.stop();
  log = primary = replica = undefined;
}

function boot() {
  cut();
  log = new Log();
  const [wire, apply] = [values.wire ?? 0, values.apply ?? 0].map(Number); // milliseconds
  replica = new Replica(log, { name: values.name, wire, apply });
  if (values.from) replica.follow(values.from);
  else primary = new Primary(log, others);
}

function promote() {
  replica.stop();
  log.applyAll();
  primary ??= new Primary(log, others);
}

async function answer({ write, mode, read, report, promoted, follow }) {
  if (promoted) promote();
  if (follow) replica.follow(follow);
  if (report) replica.report(report);
  if (read) return { text: log.rows.get(read) ?? null };
  if (write === undefined) {
    const received = log.records.length;
    return { received, applied: log.applied, replicas: primary?.status() };
  }
  if (!primary) return { error: 'a replica takes no writes' };
  if (!Object.hasOwn(modes, mode)) return { error: 'unknown mode' };
  return primary.write(write, mode);
}

const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('error', () => {}); // 'close' follows
  let heard; // what a replica says after it has introduced itself
  onLine(socket, async (message) => {
    const { id } = message;
    if (message.boot) boot();
    else if (message.cut || !log) cut();
    else if (heard) heard(message);
    else if (message.follow?.name) heard = primary?.follow(message.follow, socket);
    else return say(socket, { id, ...(await answer(message)) });
  });
});
boot();
server.listen(values.port);
