import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clock } from 'lab';

async function send(method, path) {
  const url = `http://localhost:3000${path}`;
  const response = await fetch(url, { method, headers: { Connection: 'close' } });
  return { status: response.status, text: await response.text() };
}

async function get(path) {
  const { status, text } = await send('GET', path);
  assert.equal(status, 200, `GET ${path} is answered ${status}: ${text.slice(0, 200)}`);
  return JSON.parse(text);
}

let made = 0; // orders that this check has added
async function order() {
  const { status } = await send('POST', '/orders');
  assert.equal(status, 201, `POST /orders is answered ${status}.`);
  made += 1;
}

const total = ({ countries }) => countries.reduce((sum, { orders }) => sum + orders, 0);
const quoted = (lines) => lines.map((line) => `“${line}”`).join(', ') || 'nothing';

/** The queries of a route's last request, and all lines of their plans. */
async function work(name) {
  const all = (await get('/plans'))[name] ?? [];
  assert.notDeepEqual(all, [], `${name} ran no query by query().`);
  return { sql: all.map(({ sql }) => sql), lines: all.flatMap(({ plan }) => plan) };
}

/** All pages, following `next`; before each but the first, something. */
async function walk(between = () => {}) {
  let page = await get('/feed?limit=500');
  const pages = [page];
  while (page.next) {
    assert.ok(pages.length < 60, 'After 60 pages there is still a next one.');
    await between();
    page = await get(page.next);
    pages.push(page);
  }
  return pages;
}

describe('/dashboard', () => {
  test('does not read the orders when somebody looks', async () => {
    await get('/dashboard');
    const { lines } = await work('dashboard');
    const reads = lines.filter((line) => /^(SCAN|SEARCH) orders\b/.test(line));
    assert.deepEqual(reads, [], `The plan is ${quoted(lines)}.`);
  });

  test('has the right numbers', async () => {
    const seen = await get('/dashboard');
    assert.deepEqual(seen.countries, [
      { country: 'DE', orders: 5000, cents: 25181300 },
      { country: 'FR', orders: 5000, cents: 25180700 },
      { country: 'IT', orders: 5000, cents: 25187500 },
      { country: 'US', orders: 5000, cents: 25194300 },
    ]);
  });

  test('knows an order after a minute', async () => {
    await order();
    await clock.advance(60_000);
    const seen = await get('/dashboard');
    assert.equal(total(seen), 20000 + made, `${made} order was added a minute ago.`);
  });

  test('is never older than a minute', async () => {
    for (let look = 0; look < 7; look += 1) {
      await clock.advance(25_000);
      const { as_of } = await get('/dashboard');
      const age = (clock.now() - Date.parse(as_of)) / 1000;
      const old = age >= 0 && age <= 60 ? 'a minute at most' : `${age} s`;
      assert.equal(old, 'a minute at most', `as_of is ${as_of}.`);
    }
  });

  test('has every order of before as_of', async () => {
    await clock.advance(1000);
    await order();
    const at = clock.now();
    await clock.advance(1000);
    const seen = await get('/dashboard');
    const all = Date.parse(seen.as_of) <= at || total(seen) === 20000 + made;
    assert.equal(all, true, `An order came in before ${seen.as_of}, and is missing.`);
  });
});

describe('/feed', () => {
  test('searches for a deep page, and counts nothing off', async () => {
    await walk();
    const { sql, lines } = await work('feed');
    const counts = sql.filter((text) => /\boffset\b/i.test(text));
    assert.deepEqual(counts, [], 'The last page was asked for with an OFFSET.');
    const bad = lines.filter((line) => /^SCAN\b|TEMP B-TREE/.test(line));
    assert.deepEqual(bad, [], `The last page's plan is ${quoted(lines)}.`);
  });

  test('has each order once, while others come in', async () => {
    const before = 20000 + made;
    const ids = (await walk(order)).flatMap(({ orders }) => orders.map(({ id }) => id));
    const old = ids.filter((id) => id <= before);
    const twice = old.length - new Set(old).size;
    assert.equal(twice, 0, `${twice} orders are on two pages.`);
    const never = before - new Set(old).size;
    assert.equal(never, 0, `${never} orders are on no page.`);
  });

  test('has the newest first, and of the same second the higher id', async () => {
    const rows = (await walk()).flatMap(({ orders }) => orders);
    const sorted = rows.toSorted((a, b) => b.created_at - a.created_at || b.id - a.id);
    const at = rows.findIndex(({ id }, n) => id !== sorted[n].id);
    assert.equal(at, -1, `Row ${at + 1} is order ${rows[at]?.id}, not ${sorted[at]?.id}.`);
  });

  test('answers 400 to a place that is none', async () => {
    const { next } = await get('/feed?limit=3');
    const [path, text] = next.split('?');
    const query = new URLSearchParams(text);
    for (const name of [...query.keys()]) if (name !== 'limit') query.set(name, 'x');
    const { status } = await send('GET', `${path}?${query}`);
    assert.equal(status, 400, `GET ${path}?${query} is answered ${status}.`);
  });
});

describe('/search', () => {
  const path = '/search?status=pending&since=2026-01-12';

  test('searches by status and time, without a sort', async () => {
    await get(path);
    const { lines } = await work('search');
    const bad = lines.filter((line) => /^SCAN\b|TEMP B-TREE/.test(line));
    assert.deepEqual(bad, [], `The plan is ${quoted(lines)}.`);
    const both = lines.filter((line) => /^SEARCH orders .*status=\? AND .*>/.test(line));
    assert.equal(both.length, 1, `The plan is ${quoted(lines)}.`);
  });

  test('finds what it found', async () => {
    const rows = await get(path);
    const ids = rows.slice(0, 4).map(({ id }) => id);
    assert.deepEqual(ids, [12550, 8800, 5050, 17000], 'The first four are others.');
    assert.equal(rows.length, 50, `There are ${rows.length}.`);
  });
});
