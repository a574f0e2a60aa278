import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { clock } from 'lab';

/** Sends a request; says what came, and after how many milliseconds of the clock. */
async function ask(path, signal) {
  const start = clock.now();
  const response = await fetch(`http://localhost:3000${path}`, {
    headers: { Connection: 'close' },
    signal,
  });
  const body = await response.text();
  const ms = clock.now() - start;
  return { path, status: response.status, headers: response.headers, body, ms };
}

/** Lets time pass until all have settled: in steps of 20 ms at first. */
async function settled(promises, stop) {
  const all = Promise.all(promises);
  let done = false;
  const end = () => (done = true);
  all.then(end, end);
  let waited = 0;
  while (!done && waited < 800) {
    const step = waited < 260 ? 20 : 100;
    await clock.advance(step);
    waited += step;
  }
  if (!done) stop?.abort(); // what has no answer by now gets none
  assert.equal(done, true, `There are requests without an answer after ${waited} ms.`);
  return all;
}
/** Sends requests at once, and waits for all. */
function send(...paths) {
  const stop = new AbortController();
  return settled(paths.map((path) => ask(path, stop.signal)), stop);
}
const times = (n, path) => Array.from({ length: n }, () => path);
const statuses = (answers) => {
  const counts = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

/** Whether it says when to come again: seconds, or a date (RFC 9110 §10.2.3). */
const retryAfter = ({ headers }) =>
  /^[1-9]\d*$|GMT$/.test(headers.get('retry-after') ?? '');

async function pool() {
  const [{ body }] = await send('/pool');
  return JSON.parse(body);
}

/** How many statements run in the database, asked over a connection of our own. */
async function running() {
  const socket = connect(5432).setEncoding('utf8');
  const line = () => new Promise((resolve) => socket.once('data', resolve));
  try {
    socket.write('{"login":"admin"}\n');
    await settled([line()]);
    socket.write('{"query":"activity"}\n');
    const [text] = await settled([line()]);
    return JSON.parse(text).rows[0].running;
  } finally {
    socket.destroy();
  }
}

const FREE = { total: 5, idle: 5, lent: 0, waiting: 0 };

test('five orders that do not exist take nothing from the sixth', async () => {
  const missing = await send(...times(5, '/orders/9001'));
  assert.deepEqual(statuses(missing), { 404: 5 });
  const [order] = await send('/orders/7');
  assert.equal(order.status, 200, `Order 7 is there. The answer: ${order.body}`);
});

test('five statements that fail take nothing from the next', async () => {
  const failing = await send(...times(5, '/refunds'));
  assert.deepEqual(statuses(failing), { 500: 5 }, 'A missing table is our mistake.');
  const [order] = await send('/orders/7');
  assert.equal(order.status, 200, `Order 7 is there. The answer: ${order.body}`);
});

test('of 30 requests at once, 15 are answered and 15 refused with 503', async () => {
  const answers = await send(...times(30, '/orders/7'));
  const counts = statuses(answers);
  assert.deepEqual(counts, { 200: 15, 503: 15 }, 'Five connections, ten places.');
});

test('a refusal comes at once, with Retry-After', async () => {
  const answers = await send(...times(30, '/orders/7'));
  const refused = answers.filter(({ status }) => status === 503);
  const slowest = Math.max(...refused.map(({ ms }) => ms));
  assert.equal(refused.length, 15, 'Fifteen are refused.');
  const late = slowest <= 20 ? 0 : slowest;
  assert.equal(late, 0, `The last 503 came after ${slowest} ms.`);
  const without = refused.filter((answer) => !retryAfter(answer));
  assert.equal(without.length, 0, `${without.length} of them have no valid Retry-After.`);
});

test('a report is answered 503 after 200 ms', async () => {
  const [report] = await send('/report');
  assert.equal(report.status, 503, `It takes 400 ms. The answer: ${report.body}`);
  assert.equal(report.ms > 220 ? report.ms : 200, 200, `It took ${report.ms} ms.`);
});

test('a report that nobody waits for does not run on in the database', async () => {
  await send(...times(5, '/report'));
  assert.equal(await running(), 0, 'All five are answered, and some still run.');
});

test('of 20 reports, five are refused at once, and nobody waits for long', async () => {
  const answers = await send(...times(20, '/report'));
  assert.deepEqual(statuses(answers), { 503: 20 }, 'None is there after 200 ms.');
  const within = (limit) => answers.filter(({ ms }) => ms <= limit).length;
  assert.equal(within(20), 5, 'Five connections, ten places: so many come at once.');
  const late = Math.max(0, 15 - within(270));
  assert.equal(late, 0, 'Five wait in vain: so many of them for more than 250 ms.');
  assert.equal(20 - within(500), 0, 'So many answers come after half a second.');
  const ten = answers.filter(retryAfter).length; // those that were canceled may have it
  assert.equal(Math.max(0, 10 - ten), 0, 'So many of ten have no valid Retry-After.');
});

test('the process says that it is alive while all connections are lent', async () => {
  const reports = send(...times(15, '/report')).catch(() => {});
  const [alive] = await send('/livez');
  await reports;
  assert.equal(alive.status, 200, `The answer: ${alive.body}`);
  assert.equal(alive.ms <= 20 ? 0 : alive.ms, 0, `It took ${alive.ms} ms.`);
});

test('after 30 mixed requests, five connections are idle', async () => {
  for (let round = 0; round < 3; round += 1) {
    await send(
      ...times(4, '/orders/7'),
      ...times(2, '/orders/9001'),
      ...times(2, '/refunds'),
      ...times(2, '/report'),
    );
  }
  assert.deepEqual(await pool(), FREE, 'Each connection is back, and none was lost.');
});
