import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Cores } from './cores.js';
import { onLine } from './lines.js';

const MAX_CONNECTIONS = 24;
const LOGIN = 4; // round trips: 1 of TCP, 3 of PostgreSQL with a password

const order = (id) => ({ id, cents: 4900 });
// What the model can do: milliseconds of a core, and the rows.
const STATEMENTS = {
  order: { work: 10, rows: ([id]) => (id >= 1 && id <= 1000 ? [order(id)] : []) },
  report: { work: 400, rows: () => [{ orders: 120_000, cents: 588_000_000 }] },
};
/** An error with its SQLSTATE, as PostgreSQL has them. */
const failure = (code, message) => Object.assign(new Error(message), { code });
/** To behave like a database far away, messages wait. */
const travel = async (ms) => ms > 0 && wait(ms);

const cores = new Cores();
const sessions = new Set();

async function run({ query, values, timeout }) {
  if (query === 'activity') {
    const { running, most } = cores;
    cores.most = running;
    const said = ({ state, since }) => `${state} ${Date.now() - since} ms`;
    return { rows: [{ running, most, sessions: [...sessions].map(said) }] };
  }
  const statement = Object.hasOwn(STATEMENTS, query) && STATEMENTS[query];
  if (!statement) throw failure('42P01', `relation "${query}" does not exist`);
  const canceling = new AbortController();
  const why = failure('57014', 'canceling statement due to statement timeout');
  const timer = timeout && setTimeout(() => canceling.abort(why), timeout);
  try {
    await cores.run(statement.work, canceling.signal);
  } finally {
    clearTimeout(timer);
  }
  return { rows: statement.rows(values) };
}

async function answer(session, message) {
  if (message.login) {
    session.wire = message.wire ?? 0;
    if (message.login === 'admin') return { ok: true }; // there is a place for admins
    const isFull = sessions.size >= MAX_CONNECTIONS;
    if (!isFull) sessions.add(session);
    await travel((isFull ? 2 : LOGIN) * session.wire); // 2: before the password
    if (isFull) throw failure('53300', 'sorry, too many clients already');
    return { ok: true };
  }
  await travel(session.wire / 2);
  Object.assign(session, { state: 'active', since: Date.now() });
  try {
    return await run(message);
  } finally {
    Object.assign(session, { state: 'idle', since: Date.now() });
    await travel(session.wire / 2);
  }
}

const server = createServer((socket) => {
  const session = { state: 'idle', since: Date.now(), wire: 0 };
  onLine(socket, async (message) => {
    const reply = await answer(session, message)
      .catch(({ message: error, code }) => ({ error, code }));
    // A client that has gone is noticed here, when its statement is done.
    socket.write(`${JSON.stringify(reply)}\n`);
  });
  socket.on('error', () => {});
  socket.on('end', () => sessions.delete(session));
  socket.on('close', () => sessions.delete(session));
});
server.listen(5432);
