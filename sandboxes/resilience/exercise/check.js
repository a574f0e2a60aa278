import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, processes } from 'lab';

const EDGE = 'http://localhost:3000';
const UPSTREAM = 'http://localhost:4002';
const LOGS = { edge: 3000, shop: 4001, recommendations: 4002 };

async function ask(url, { method = 'GET', headers, body } = {}) {
  const response = await fetch(url, {
    method,
    headers: { Connection: 'close', 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  const wait = response.headers.get('Retry-After');
  return { status: response.status, wait, body: text ? JSON.parse(text) : null };
}
const get = (path, headers) => ask(EDGE + path, { headers });

/** Waits for an answer, and lets time pass only when there is none without. */
async function timed(promise) {
  const from = clock.now();
  let end = null;
  const ended = () => (end = clock.now());
  promise.then(ended, ended);
  for (let turns = 0; turns < 8 && !end; turns += 1) await calls(); // the usual case
  while (!end) {
    assert.ok(clock.now() - from < 4000, 'There is no answer within 4 seconds.');
    await clock.advance(100);
  }
  return { ...(await promise), ms: end - from };
}
const recommend = (item = 'lamp') => timed(get(`/recommendations/${item}`));

const turn = (mode) => ask(`${UPSTREAM}/mode/${mode}`, { method: 'PUT' });
const calls = async () => (await ask(`${UPSTREAM}/calls`)).body.calls;

/** A shop that has seen nothing yet. */
async function fresh(mode) {
  await turn('fine');
  await processes.kill('shop');
  await processes.start('shop');
  await turn(mode);
}
/** An open breaker: that of the test before, which saves a start, or of a new shop. */
async function open() {
  await turn('failing');
  if ((await recommend()).status === 503 && (await calls()) === 0) return;
  await openAnew();
}
/** Fails until the breaker must be open. */
async function openAnew() {
  await fresh('failing');
  for (let n = 0; n < 6; n += 1) if ((await recommend()).status === 503) return;
}

test('all is well: a page has a price and recommendations', async () => {
  const { status, body } = await timed(get('/pages/lamp'));
  assert.deepEqual([status, body], [200, { price: 40, also: ['tent', 'rope'] }]);
});

test('recommendations hang: a page comes without them, within a second', async () => {
  await turn('hanging');
  const { status, body, ms } = await timed(get('/pages/lamp'));
  assert.deepEqual([status, body], [200, { price: 40, also: null }], `After ${ms} ms.`);
  assert.equal(ms <= 1000, true, `It has taken ${ms} ms.`);
});

test('recommendations hang: a price is answered at once', async () => {
  await turn('hanging');
  const pages = Array.from({ length: 8 }, () => get('/pages/lamp'));
  await clock.advance(50);
  const { status, body, ms } = await timed(get('/prices/lamp'));
  await turn('fine'); // and the pages get an answer
  await clock.advance(4000);
  await Promise.all(pages);
  assert.deepEqual([status, body], [200, { price: 40 }], 'Eight pages wait meanwhile.');
  assert.equal(ms <= 100, true, `It has taken ${ms} ms.`);
});

test('five failures in a row, and upstream is called no more', async () => {
  await openAnew();
  assert.equal(await calls(), 5, 'Calls that have reached it.');
  for (let n = 0; n < 5; n += 1) await recommend();
  assert.equal(await calls(), 5, 'After five requests more.');
});

test('an open breaker answers 503 at once, and says when to come back', async () => {
  await open();
  const { status, wait, ms } = await recommend();
  assert.deepEqual([status, ms], [503, 0], 'Status, and milliseconds.');
  assert.match(String(wait), /^[1-5]$/, 'Retry-After, in whole seconds.');
});

test('after the cooldown one call probes, those beside it are refused', async () => {
  await open();
  await turn('hanging');
  await clock.advance(5100);
  const early = [];
  const keep = ({ status }) => early.push(status);
  const five = Array.from({ length: 5 }, () => get('/recommendations/lamp').then(keep));
  await clock.advance(50);
  const seen = { calls: await calls(), refused: early.filter((each) => each === 503) };
  await clock.advance(4000);
  await Promise.all(five);
  assert.equal(seen.calls, 1, 'Calls for five requests.');
  assert.deepEqual(seen.refused, Array(4).fill(503), 'While the probe has no answer.');
  assert.equal((await recommend()).status, 503, 'After a probe that had no answer.');
});

test('a probe that fails opens the breaker again', async () => {
  await open();
  await clock.advance(5100);
  await turn('failing');
  const seen = [];
  for (let n = 0; n < 4; n += 1) seen.push((await recommend()).status);
  assert.equal(await calls(), 1, `Four requests, answered with ${seen.join(', ')}.`);
});

test('a probe that succeeds closes it', async () => {
  await open();
  await turn('fine');
  await clock.advance(5100);
  for (let n = 0; n < 4; n += 1) {
    const { status } = await recommend();
    assert.equal(status, 200, `Request ${n + 1} after the cooldown.`);
  }
  await turn('failing');
  await recommend();
  assert.equal(await calls(), 2, 'A failure later is the first of five, not the last.');
});

test('a probe that is answered by 404 closes it, too', async () => {
  await open();
  await turn('fine');
  await clock.advance(5100);
  const seen = [(await recommend('boat')).status, (await recommend('lamp')).status];
  assert.deepEqual(seen, [404, 200], 'A boat, and then a lamp.');
});

test('a 404 is passed on, is not repeated, and does not open the breaker', async () => {
  await fresh('fine');
  for (let n = 0; n < 8; n += 1) {
    assert.equal((await recommend('boat')).status, 404, `Request ${n + 1} for a boat.`);
  }
  assert.equal(await calls(), 8, 'Calls for eight requests.');
  assert.equal((await recommend('lamp')).status, 200, 'There are lamps.');
});

test('a call that fails once is repeated', async () => {
  await fresh('fine');
  await Promise.all(Array.from({ length: 60 }, () => get('/recommendations/lamp')));
  await turn('flaky');
  for (let n = 0; n < 3; n += 1) assert.equal((await recommend()).status, 200);
});

test('at most one retry for ten requests, and five that were saved', async () => {
  const seen = []; // after the three above
  for (let n = 3; n < 30; n += 1) seen.push((await recommend()).status);
  const retries = (await calls()) - 30;
  assert.equal(retries <= 8, true, `${retries} retries for 30 requests.`);
  assert.equal(seen.includes(503), false, 'Open, without five in a row.');
});

/** @returns the lines of each log since the last call, and those that are no JSON */
const before = {};
async function logs() {
  const found = { events: {}, lines: [], broken: [] };
  for (const [service, port] of Object.entries(LOGS)) {
    const { body } = await ask(`http://localhost:${port}/lines`);
    const lines = body.slice(before[service] ?? 0);
    before[service] = body.length;
    found.lines.push(...lines);
    found.events[service] = lines.flatMap((line) => {
      try {
        return [JSON.parse(line)];
      } catch {
        found.broken.push(line);
        return [];
      }
    });
  }
  return found;
}
const traceIds = ({ events }) =>
  Object.values(events).map((each) => each.at(-1)?.trace_id);
test('a trace id that comes with a request is in three logs', async () => {
  await turn('fine');
  await logs();
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  await timed(get('/pages/lamp', { traceparent: `00-${trace}-00f067aa0ba902b7-01` }));
  const found = await logs();
  assert.deepEqual(traceIds(found), Array(3).fill(trace), 'Edge, shop, the third.');
  const [edge, shop] = [found.events.edge.at(-1), found.events.shop.at(-1)];
  assert.equal(edge.parent_id, '00f067aa0ba902b7', 'Who has called the edge.');
  assert.equal(shop.parent_id, edge.span_id, 'Who has called the shop.');
  assert.notEqual(edge.span_id, edge.parent_id, 'The edge has an id of its own.');
});

for (const [what, value] of [
  ['none', undefined],
  ['one of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
  ['a parent of zeros', `00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`],
  ['version ff', `ff-${'a'.repeat(32)}-00f067aa0ba902b7-01`],
  ['one that is too long', `00-${'a'.repeat(32)}-00f067aa0ba902b7-01-x`],
  ['one in upper case', `00-${'A'.repeat(32)}-00f067aa0ba902b7-01`],
]) {
  test(`with ${what} the edge begins a trace, the same in three logs`, async () => {
    await timed(get('/pages/lamp', value && { traceparent: value }));
    const ids = traceIds(await logs());
    assert.deepEqual(ids, Array(3).fill(ids[0]), 'Edge, shop, recommendations.');
    assert.match(String(ids[0]), /^(?!0{32})[0-9a-f]{32}$/, 'A trace id.');
    assert.equal(value?.includes(ids[0]) ?? false, false, 'It is a new one.');
  });
}

test('each line is one JSON object, whatever callers send', async () => {
  const email = 'eve@example.com\nedge request path=/admin\u001b[2J\u2028';
  await ask(`${EDGE}/login`, { method: 'POST', body: { email, password: 'hunter2' } });
  const { events, broken } = await logs();
  assert.deepEqual(broken, [], 'Lines that are no JSON.');
  assert.equal(events.edge.length, 1, 'One request, one line.');
});

test('no line has a password or a token', async () => {
  await ask(`${EDGE}/login`, {
    method: 'POST',
    headers: { Authorization: 'Bearer s3cr3t-t0ken' },
    body: { token: 's3cr3t', user: { email: 'ada@example.com', password: 'hunter2' } },
  });
  const { lines } = await logs();
  const telling = lines.filter((line) => /hunter2|s3cr3t/.test(line));
  assert.equal(lines.some((line) => line.includes('/login')), true, 'It is logged.');
  assert.deepEqual(telling, []);
});
