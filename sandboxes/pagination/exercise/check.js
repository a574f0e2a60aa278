import assert from 'node:assert/strict';
import { test } from 'node:test';

async function send(method, path, body) {
  const headers = { Connection: 'close', 'Content-Type': 'application/json' };
  const url = `http://localhost:3000${path}`;
  const response = await fetch(url, { method, headers, body });
  const text = await response.text();
  return { status: response.status, text };
}

const address = (query) => `/posts?${new URLSearchParams(query)}`;

async function page(query) {
  const { status, text } = await send('GET', address(query));
  assert.equal(status, 200, `GET ${address(query)} is answered ${status}: ${text}`);
  return JSON.parse(text);
}

/** All pages of a list, one after the other; before each but the first, something. */
async function walk(tag, limit, between = () => {}) {
  const pages = [await page({ tag, limit })];
  while (pages.at(-1).has_more) {
    assert.ok(pages.length < 100, 'After 100 pages has_more is still true.');
    await between();
    const cursor = pages.at(-1).next_cursor;
    assert.equal(typeof cursor, 'string', 'There is more, and next_cursor is no text.');
    pages.push(await page({ tag, limit, cursor }));
  }
  return pages;
}

const ids = (pages) => pages.flatMap(({ data }) => data.map(({ id }) => id));
const originals = Array.from({ length: 300 }, (_, i) => i + 1);
const news = originals.filter((id) => id % 3 !== 0);
const art = originals.filter((id) => id % 3 === 0);
const list = (numbers) => numbers.slice(0, 8).join(', ') || 'none';

async function refused(query, what) {
  const { status, text } = await send('GET', address(query));
  assert.equal(status, 400, `${what} is answered ${status}: ${text.slice(0, 120)}`);
}

test('a walk sees each post once, while others are posted', async () => {
  const post = () =>
    send('POST', '/posts', JSON.stringify({ tag: 'news', title: 'Meanwhile' }));
  const seen = ids(await walk('news', 7, post));
  const twice = seen.filter((id, i) => seen.indexOf(id) < i);
  assert.deepEqual(twice, [], `On two pages: ${list(twice)}.`);
  const never = news.filter((id) => !seen.includes(id));
  assert.deepEqual(never, [], `On no page: ${list(never)}.`);
});

test('the order is one, whatever the size of the pages', async () => {
  const sevens = (await walk('art', 7)).flatMap(({ data }) => data);
  const fifties = (await walk('art', 50)).flatMap(({ data }) => data);
  const times = fifties.map((post) => post.created_at);
  assert.deepEqual(times, times.toSorted().reverse(), 'The newest is not first.');
  const [small, large] = [sevens, fifties].map((posts) => posts.map(({ id }) => id));
  const at = large.findIndex((id, i) => id !== small[i]);
  assert.deepEqual(
    small, large,
    `Row ${at + 1} is post ${small[at]} in pages of 7, ${large[at]} in pages of 50.`,
  );
});

test('20 posts by default, 100 at most', async () => {
  const { data } = await page({ tag: 'news' });
  assert.equal(data.length, 20, `Without a limit there are ${data.length}.`);
  const greedy = await page({ tag: 'news', limit: 100000 });
  assert.equal(greedy.data.length, 100, `limit=100000 gives ${greedy.data.length}.`);
});

test('a limit that is no whole number of one or more is 400', async () => {
  for (const limit of ['-1', '0', '1.5', 'abc', '5abc']) {
    await refused({ tag: 'art', limit }, `limit=${limit}`);
  }
});

test('a cursor that was edited is 400', async () => {
  const { next_cursor: cursor } = await page({ tag: 'art', limit: 5 });
  for (const place of [0, cursor.length >> 1, cursor.length - 4]) {
    const other = cursor[place] === '0' ? '1' : '0';
    const edited = cursor.slice(0, place) + other + cursor.slice(place + 1);
    await refused({ tag: 'art', cursor: edited }, `“${other}” at ${place}: it`);
  }
  await refused({ tag: 'art', cursor: cursor.slice(0, -4) }, 'Cut short, it');
});

test('a cursor that somebody made up is 400', async () => {
  for (const place of [
    { offset: 3 },
    { at: '2026-01-15T00:20:00Z', id: 7 },
    { offset: '0) UNION SELECT id, owner, token FROM api_keys WHERE (1' },
  ]) {
    const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
    await refused({ tag: 'art', cursor }, JSON.stringify(place));
  }
});

test('a cursor of one tag is 400 with another', async () => {
  const { next_cursor: cursor } = await page({ tag: 'news', limit: 5 });
  await refused({ tag: 'art', limit: 5, cursor }, 'A cursor of news, with tag=art,');
});

test('the last page says so', async () => {
  const { data, has_more, next_cursor } = await page({ tag: 'none' });
  assert.deepEqual(
    { data, has_more, next_cursor }, { data: [], has_more: false, next_cursor: null },
    'The first page of a tag without posts is the last one, too.',
  );
  for (const limit of [20, 100]) {
    const pages = await walk('art', limit);
    const last = pages.at(-1);
    const full = art.length / limit;
    assert.equal(
      pages.length, full,
      `100 posts are ${full} pages of ${limit}; has_more leads to ${pages.length}.`,
    );
    assert.equal(last.has_more, false, 'On the last page has_more is not false.');
    assert.equal(last.next_cursor, null, 'After the last page there is a next_cursor.');
  }
});
