import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

const base = 'http://localhost:3000';

async function send(method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, text, json: isJson ? JSON.parse(text) : undefined };
}

async function get(path) {
  const { status, text, json } = await send('GET', path);
  assert.equal(status, 200, `GET ${path} is answered ${status}: ${text.slice(0, 120)}`);
  return json;
}

async function post(path, body) {
  const { status, text, json } = await send('POST', path, body);
  assert.equal(status, 201, `POST ${path} is answered ${status}: ${text.slice(0, 120)}`);
  return json;
}

/** The n-th review. It is as long as a text may be: 200 characters, 580 bytes or more. */
const review = (n) => ({ rating: 1 + n % 5, text: `Review ${n}. `.padEnd(200, '€') });

/** A product with so many reviews. */
async function product(tags, reviews) {
  const { id } = await post('/products', { name: 'Wool hat', price: 1200, tags });
  for (let n = 1; n <= reviews; n += 1) await post(`/products/${id}/reviews`, review(n));
  return id;
}

test('each tag is there once, and each review is counted once', async () => {
  const id = await product(['wool', 'winter'], 3);
  const { tags, reviews } = await get(`/tables/products/${id}`);
  assert.deepEqual(tags, ['winter', 'wool'], 'These are the tags of wool, winter.');
  assert.deepEqual(reviews, { count: 3, mean: 3 }, 'Three reviews: 2, 3 and 4 stars.');
});

test('a tag that is sent twice is one tag', async () => {
  const id = await product(['wool', 'wool', 'light'], 0);
  const { tags } = await get(`/tables/products/${id}`);
  assert.deepEqual(tags, ['light', 'wool'], 'These are the tags of wool, wool, light.');
});

describe('tables and documents answer with the same JSON', () => {
  const cases = {
    'three tags, two reviews': [['wool', 'light', 'winter'], 2],
    'a tag with a comma': [['hats, caps', 'wool'], 1],
    'no reviews': [['wool'], 0],
    'no tags': [[], 2],
    'tags that SQL and JavaScript sort in another order': [['！', '😀', 'wool'], 0],
  };
  for (const [name, [tags, reviews]] of Object.entries(cases)) {
    test(name, async () => {
      const id = await product(tags, reviews);
      const fromTables = await get(`/tables/products/${id}`);
      const fromDocuments = await get(`/documents/products/${id}`);
      const mean = [null, 2, 2.5][reviews];
      assert.deepEqual(fromTables, {
        id, name: 'Wool hat', price: 1200, tags: tags.toSorted(),
        reviews: { count: reviews, mean },
      }, 'This is what the tables say.');
      assert.deepEqual(fromDocuments, fromTables, 'The documents say something else.');
    });
  }

  test('a mean halfway between two hundredths', async () => {
    const id = await product([], 0);
    for (let n = 1; n <= 40; n += 1) {
      await post(`/products/${id}/reviews`, { rating: n === 1 ? 2 : 1, text: 'Cold.' });
    }
    const { reviews: fromTables } = await get(`/tables/products/${id}`);
    const { reviews: fromDocuments } = await get(`/documents/products/${id}`);
    assert.ok([1.02, 1.03].includes(fromTables.mean),
      `41 stars for 40 reviews are 1.025 each; the tables say ${fromTables.mean}.`);
    assert.deepEqual(fromDocuments, fromTables, 'The documents say something else.');
  });
});

/** All pages of a product's reviews, from one store. */
async function pages(store, id) {
  const all = [];
  let after = 0;
  while (after !== null && all.length < 20) {
    const page = await get(`/${store}/products/${id}/reviews?after=${after}`);
    all.push(page);
    after = page.next;
  }
  return all;
}

describe('a product with 110 reviews', () => {
  let id;
  test('takes them all, and no document is longer than 2,048 bytes', async () => {
    id = await product(['wool'], 110);
    const { bytes } = await get('/largest-document');
    assert.ok(bytes > 580, `No document holds a review: the largest has ${bytes} bytes.`);
    assert.equal(bytes <= 2048 ? 2048 : bytes, 2048, 'The largest document is too long.');
  });

  for (const store of ['tables', 'documents']) {
    test(`${store} give the reviews in pages of 20`, async () => {
      assert.notEqual(id, undefined, 'The reviews were not taken: see above.');
      const all = await pages(store, id);
      const numbers = all.map(({ reviews }) => reviews.map(({ n }) => n));
      const expected = [0, 20, 40, 60, 80, 100].map((from) =>
        Array.from({ length: Math.min(20, 110 - from) }, (_, n) => from + n + 1));
      assert.deepEqual(numbers, expected, 'These are the numbers of the reviews, by page.');
    });
  }

  test('a page from the middle is the same in both', async () => {
    assert.notEqual(id, undefined, 'The reviews were not taken: see above.');
    const fromTables = await get(`/tables/products/${id}/reviews?after=7`);
    const fromDocuments = await get(`/documents/products/${id}/reviews?after=7`);
    assert.equal(fromTables.next, 27, 'After 7 come 8 to 27, and more after them.');
    assert.deepEqual(fromTables.reviews[0], { n: 8, ...review(8) }, 'This is review 8.');
    assert.deepEqual(fromDocuments, fromTables, 'The documents say something else.');
  });

  test('the last page says that there is no other', async () => {
    assert.notEqual(id, undefined, 'The reviews were not taken: see above.');
    for (const store of ['tables', 'documents']) {
      const { reviews, next } = await get(`/${store}/products/${id}/reviews?after=90`);
      assert.deepEqual([reviews.length, next], [20, null],
        `After 90 come the last 20: how many came from ${store}, and what is next.`);
    }
  });

  test('reviews of two products do not mix', async () => {
    assert.notEqual(id, undefined, 'The reviews were not taken: see above.');
    const none = await product([], 0);
    for (const store of ['tables', 'documents']) {
      const page = await get(`/${store}/products/${none}/reviews`);
      assert.deepEqual(page, { reviews: [], next: null }, `No reviews, in ${store}.`);
    }
    const other = await product([], 1);
    const { reviews } = await get(`/documents/products/${other}/reviews`);
    assert.deepEqual(reviews.map(({ n }) => n), [1], 'The other product has one review.');
    const last = await get(`/documents/products/${id}/reviews?after=108`);
    assert.deepEqual(last.reviews.map(({ n }) => n), [109, 110], 'After 108 come two.');
  });
});

test('friends of friends: not oneself, nobody who is followed, nobody twice', async () => {
  const edges = [[1, 2], [1, 3], [2, 1], [2, 3], [2, 4], [2, 10], [3, 4], [3, 5],
    [4, 6]];
  for (const [who, whom] of edges) {
    const { status } = await send('PUT', `/people/${who}/follows/${whom}`);
    assert.equal(status, 204, `${who} follows ${whom} is answered ${status}.`);
  }
  assert.deepEqual(await get('/people/4/suggestions'), [], 'Whom 4 follows, follows nobody.');
  assert.deepEqual(await get('/people/1/suggestions'), [4, 5, 10],
    '1 follows 2 and 3. Both follow 4, 2 follows 10, and 3 follows 5.');
});

/** Sends what must be refused; `fields` are those that are wrong. */
async function refused(path, body, fields) {
  const { status, text, json } = await send('POST', path, body);
  assert.equal(status, 422, `It is answered ${status}: ${text.slice(0, 120)}`);
  assert.deepEqual(Object.keys(json.problems ?? {}).sort(), fields.toSorted(),
    'problems is an object; its keys are the fields that are wrong, and no others.');
}

describe('a product that does not fit is refused with 422', () => {
  const good = { name: 'Wool hat', price: 1200, tags: ['wool'] };
  const bad = {
    'a price in words': { price: 'cheap' },
    'a price in quotes': { price: '1200' },
    'a price below zero': { price: -1 },
    'half a cent': { price: 12.5 },
    'more cents than a number can count': { price: 1e300 },
    'no price': { price: undefined },
    'a name that is a number': { name: 5 },
    'a name that is an object': { name: { toString: 1 } },
    'an empty name': { name: '' },
    'a name of 201 characters': { name: 'x'.repeat(201) },
    'tags that are a text': { tags: 'wool' },
    'tags that are numbers': { tags: [1] },
    'six tags': { tags: ['a', 'b', 'c', 'd', 'e', 'f'] },
    'a tag of 21 characters': { tags: ['wool', 'x'.repeat(21)] },
    'a name and a price': { name: '', price: null },
  };
  for (const [name, change] of Object.entries(bad)) {
    test(name, () => refused('/products', { ...good, ...change }, Object.keys(change)));
  }

  test('nothing at all', () => refused('/products', undefined, Object.keys(good)));
});

describe('a review that does not fit is refused with 422, and not counted', () => {
  const good = { rating: 5, text: 'So good.' };
  const bad = {
    'six stars': { rating: 6 },
    'no star': { rating: 0 },
    'half a star': { rating: 4.5 },
    'stars in quotes': { rating: '4' },
    'a text that is a list': { text: ['So good.'] },
    'a text of 201 characters': { text: 'x'.repeat(201) },
  };
  for (const [name, change] of Object.entries(bad)) {
    test(name, async () => {
      const id = await product([], 0);
      await refused(`/products/${id}/reviews`, { ...good, ...change }, Object.keys(change));
      const { reviews } = await get(`/tables/products/${id}`);
      assert.equal(reviews.count, 0, 'The review was counted.');
    });
  }
});
