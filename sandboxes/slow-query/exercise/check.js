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

const germany = (orders) => // each order that is added is one of 19 euros from there
  ({ country: 'DE', orders: 5000 + orders, cents: 25181300 + 1900 * orders });
const quoted = (lines) => lines.map((line) => `“${line}”`).join(', ') || 'nothing';

/** The queries of a route's last request, all lines of their plans, their most rows. */
async function work(name) {
  const all = (await get('/plans'))[name] ?? [];
  assert.notDeepEqual(all, [], `${name} ran no query by query().`);
  return {
    sql: all.map(({ sql }) => sql),
    lines: all.flatMap(({ plan }) => plan),
    rows: Math.max(...all.map(({ rows }) => rows)),
  };
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
    for (const wait of [0, 61_000]) {
      await clock.advance(wait);
      await get('/dashboard');
      const { sql, lines } = await work('dashboard');
      const reads = sql.filter((text) => /\b(from|join)\s+orders\b/i.test(text));
      assert.deepEqual(reads, [], `The plan is ${quoted(lines)}.`);
    }
  });

  test('has the right numbers', async () => {
    const seen = await get('/dashboard');
    assert.deepEqual(seen.countries, [
      germany(0),
      { country: 'FR', orders: 5000, cents: 25180700 },
      { country: 'IT', orders: 5000, cents: 25187500 },
      { country: 'US', orders: 5000, cents: 25194300 },
    ]);
  });

  test('knows an order after a minute', async () => {
    await order();
    await clock.advance(60_000);
    const seen = await get('/dashboard');
    assert.deepEqual(seen.countries[0], germany(made), 'An order was added a minute ago.');
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

  test('is not made anew by whoever looks', async () => {
    await clock.advance(61_333);
    const at = new Date(clock.now()).toISOString();
    const first = await get('/dashboard');
    await clock.advance(1000);
    const second = await get('/dashboard');
    const byLook = first.as_of === at && second.as_of === at;
    assert.equal(byLook, false, `The look at ${at} has waited for a new summary.`);
  });

  test('has every order of before as_of', async () => {
    for (let look = 0; look < 3; look += 1) { // one of them may meet a refresh
      await order();
      const at = clock.now();
      await clock.advance(1000);
      const seen = await get('/dashboard');
      if (Date.parse(seen.as_of) <= at) continue; // it promises nothing of this order
      const missing = `An order came in before ${seen.as_of}, and is missing.`;
      assert.deepEqual(seen.countries[0], germany(made), missing);
    }
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

  test('asks for a page of rows, and one more at most', async () => {
    const { next } = await get('/feed?limit=3');
    await get(next);
    const { rows } = await work('feed');
    assert.equal(rows, Math.min(rows, 4), `A page of 3 orders is made of ${rows} rows.`);
    const { orders } = await get('/feed?limit=501');
    assert.equal(orders.length, 500, 'A page has 500 orders at most.');
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
    for (const name of new URLSearchParams(text).keys()) {
      const query = new URLSearchParams(text);
      query.set(name, 'x');
      const { status } = await send('GET', `${path}?${query}`);
      assert.equal(status, 400, `GET ${path}?${query} is answered ${status}.`);
    }
  });
});

describe('/search', () => {
  const path = '/search?status=pending&since=2026-01-12';

  test('searches by status and time, without a sort', async () => {
    await get(path);
    const { lines } = await work('search');
    const bad = lines.filter((line) => /^SCAN\b|TEMP B-TREE/.test(line));
    assert.deepEqual(bad, [], `The plan is ${quoted(lines)}.`);
    const both = lines.filter((line) => /^SEARCH \w+ .*status=\? AND .*>/.test(line));
    assert.equal(both.length, 1, `The plan is ${quoted(lines)}.`);
  });

  test('finds what it found', async () => {
    const rows = await get(path);
    const ids = rows.slice(0, 4).map(({ id }) => id);
    assert.deepEqual(ids, [12550, 8800, 5050, 17000], 'The first four are others.');
    assert.equal(rows.length, 50, `There are ${rows.length}.`);
    const [first] = await get('/search?status=shipped&since=2026-01-12');
    assert.equal(first?.id, 6786, 'Order 6786 came at midnight, and is the first.');
  });
});
