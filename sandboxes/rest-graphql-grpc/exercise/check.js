import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';

const STRICT = 'application/graphql-response+json';

/** Sends what it is given and no more: fetch would add a Cache-Control of its own. */
function send(path, { method = 'GET', headers, body } = {}) {
  return new Promise((resolve, reject) => {
    const all = { Accept: STRICT, Connection: 'close', ...headers };
    const url = `http://localhost:3000${path}`;
    const request = http.request(url, { method, headers: all }, (response) => {
      const { statusCode: status, headers: fields } = response;
      response.toArray().then((pieces) => {
        const text = Buffer.concat(pieces).toString();
        resolve({ status, headers: fields, body: parsed(text) });
      }, reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A 304 is empty; what is missing in {} is missed where it is looked for. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const post = (query, variables, headers, operationName) => send('/graphql', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify({ query, variables, operationName }),
});

const get = (params, headers) =>
  send(`/graphql?${new URLSearchParams(params)}`, { headers });

const document = (documentId, variables, headers) =>
  get({ documentId, variables: JSON.stringify(variables) }, headers);

async function calls() {
  const { body } = await send('/calls');
  return body.calls;
}

/** Sends it and tells how often the store was called meanwhile, and then the answer. */
async function counted(query, variables, operationName) {
  const before = await calls();
  const answer = await post(query, variables, undefined, operationName);
  return { ...answer, calls: (await calls()) - before };
}

const nameOf = async (id) => {
  const { body } = await post(`{ user(id: ${id}) { name } }`);
  return body.data?.user?.name;
};

const chain = (links) =>
  links.reduceRight((inner, link) => `${link} { ${inner} }`, 'name');

async function isRefused(query, variables, operationName) {
  const answer = await counted(query, variables, operationName);
  assert.equal(answer.calls, 0, `It has cost ${answer.calls} calls of the store.`);
  assert.equal(answer.status, 400, `It is answered ${answer.status}.`);
}

test('a query of eight levels is answered 400, before the store is called', () =>
  isRefused(`{ ${chain(['users(first: 1)', 'posts(first: 1)', 'author',
    'posts(first: 1)', 'author', 'posts(first: 1)', 'author'])} }`));

test('so is one that hides its levels in fragments', () =>
  isRefused(`{ users(first: 1) { ...A } }
    fragment A on User { posts(first: 1) { author { ...B } } }
    fragment B on User { posts(first: 1) { author { posts(first: 1) { title } } } }`));

test('a wide query is answered 400, before the store is called', () =>
  isRefused(`{ ${['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) =>
    `${name}: users(first: 50) { posts(first: 3) { title } }`).join(' ')} }`));

test('so is a long list whose length is a variable', () =>
  isRefused(
    'query ($n: Int) { users(first: $n) { posts(first: $n) { author { name } } } }',
    { n: 50 },
  ));

test('so is the second operation of a document, if it is the one to be executed', () =>
  isRefused(
    `query A { users { id } }
     query B { users(first: 50) { posts(first: 50) { title } } }`, undefined, 'B',
  ));

test('so is a deep query by GET', async () => {
  const before = await calls();
  const { status } = await get({ query: `{ ${chain(['users', 'posts', 'author', 'posts',
    'author', 'posts', 'author'])} }` });
  assert.equal((await calls()) - before, 0, 'It has cost calls of the store.');
  assert.equal(status, 400, `It is answered ${status}.`);
});

test('six levels and a short list of variable length are answered', async () => {
  const links = ['users(first: $n)', 'posts(first: $n)', 'author', 'posts', 'author'];
  const { status, body } = await post(`query ($n: Int) { ${chain(links)} }`, { n: 2 });
  assert.equal(status, 200, `It is answered ${status}: ${body.errors?.[0]?.message}`);
});

test('50 users with their posts take two calls of the store', async () => {
  const answer = await counted('{ users(first: 50) { name posts { title } } }');
  assert.equal(answer.status, 200, `It is answered ${answer.status}.`);
  const users = answer.body.data?.users ?? [];
  const posts = users.flatMap((user) => user.posts ?? []);
  assert.equal(`${users.length} and ${posts.length}`, '50 and 150');
  assert.equal(Math.max(answer.calls, 2), 2, `It took ${answer.calls} calls.`);
});

test('what another request has changed is seen', async () => {
  await nameOf(7);
  await post('mutation { renameUser(id: 7, name: "Seven") { name } }');
  assert.equal(await nameOf(7), 'Seven', 'Somebody keeps what is no longer so.');
});

const OWN = '7c1f02ab';

test('a known document is answered by GET', async () => {
  const { status, body } = await document(OWN, { id: 3 });
  assert.equal(status, 200, `It is answered ${status}.`);
  assert.equal(body.data?.user?.name, 'User 3');
});

test('asked again with its ETag it is 304, until it has changed', async () => {
  const first = await document(OWN, { id: 4 });
  const tag = first.headers.etag;
  assert.notEqual(tag, undefined, 'The answer has no ETag to come back with.');
  assert.doesNotMatch(
    first.headers['cache-control'] ?? '', /no-store/,
    'no-store forbids keeping it.',
  );
  const again = await document(OWN, { id: 4 }, { 'If-None-Match': tag });
  assert.equal(again.status, 304, 'It has not changed, and was sent again.');
  await post('mutation { renameUser(id: 4, name: "Four") { name } }');
  const changed = await document(OWN, { id: 4 }, { 'If-None-Match': tag });
  assert.equal(changed.status, 200, 'It has changed.');
});

test('an unknown document is refused', async () => {
  const { status, body } = await document('00000000', {});
  assert.equal([400, 404].includes(status), true, `It is answered ${status}.`);
  assert.equal(Array.isArray(body.errors), true, 'The answer has no list “errors”.');
});

for (const [how, params] of [
  ['a mutation', { query: 'mutation { renameUser(id: 1, name: "Nobody") { name } }' }],
  ['a mutation among queries', {
    query: `query A { users { id } }
      mutation B { renameUser(id: 1, name: "Nobody") { name } }`,
    operationName: 'B',
  }],
  ['a known document that is a mutation', { documentId: 'd90e4b13' }],
]) {
  test(`${how} by GET is refused with 405 and changes nothing`, async () => {
    const { status } = await get(params);
    assert.equal(await nameOf(1), 'User 1', 'A GET has renamed user 1.');
    assert.equal(status, 405, `It is answered ${status}.`);
  });
}

test('a mutation by POST still works', async () => {
  await post('mutation { renameUser(id: 9, name: "Nine") { name } }');
  assert.equal(await nameOf(9), 'Nine');
});

test('a field that fails is in errors, with its path, beside the data', async () => {
  const { status, body } = await post(
    '{ users(first: 2) { id email } }', undefined, { Authorization: 'Bearer ada' },
  );
  assert.equal(Math.floor(status / 100), 2, `There are data, and it is a ${status}.`);
  assert.deepEqual(body.data, {
    users: [{ id: '1', email: '1@mail.example' }, { id: '2', email: null }],
  });
  assert.deepEqual(body.errors?.map(({ path }) => path), [['users', 1, 'email']]);
});

test('a query that is none is answered 400 with errors', async () => {
  const { status, body } = await post('{ users { nam } }');
  assert.equal(status, 400, `It is answered ${status}.`);
  assert.match(body.errors?.[0]?.message ?? 'errors is missing', /nam/);
});
