import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

async function get(query) {
  const response = await fetch(`http://localhost:3000/users${query}`);
  const text = await response.text();
  const count = Number(response.headers.get('x-query-count') ?? NaN);
  return { status: response.status, text, count };
}

async function list(query) {
  const { status, text, count } = await get(query);
  assert.equal(status, 200, `GET /users${query} is answered ${status}: ${text}`);
  return { users: JSON.parse(text), count };
}

// What the table holds: user n has n % 4 posts, the first ones of all users first.
const expected = new Map(Array.from({ length: 100 }, (_, n) =>
  [n + 1, { id: n + 1, name: `User ${n + 1}`, posts: [] }]));
let next = 1;
for (const n of [1, 2, 3]) {
  for (let id = 100; id >= 1; id -= 1) {
    if (n > id % 4) continue;
    expected.get(id).posts.push({ id: next, title: `Post ${n} of user ${id}` });
    next += 1;
  }
}

function few(count, query) {
  assert.equal(
    count <= 2 ? 2 : count, 2,
    `GET /users${query} took ${count} statements. Two are enough for any list.`,
  );
}

test('a hundred users with their posts take at most two statements', async () => {
  const query = '?include=posts';
  const { users, count } = await list(query);
  assert.equal(users.length, 100, `There are 100 users, not ${users.length}.`);
  few(count, query);
});

test('users without posts are there, and have an empty list', async () => {
  const { users } = await list('?include=posts&ids=4,5,8');
  const said = users.map(({ id, posts }) => [id, posts?.length]);
  assert.deepEqual(said, [[4, 0], [5, 1], [8, 0]],
    'Users 4 and 8 have no posts, user 5 has one: this is each id and how many came.');
});

test('no id is another row’s', async () => {
  const { users } = await list('?include=posts');
  const strange = users
    .filter(({ id, name }) => name !== undefined && name !== `User ${id}`)
    .map(({ id, name }) => `${name} has id ${id}`);
  assert.deepEqual(strange.slice(0, 3), [], 'A name came with another row’s id.');
  for (const user of users) {
    const titles = (user.posts ?? []).map(({ title }) => title);
    const others = titles.filter((title) => !title.endsWith(` of user ${user.id}`));
    assert.deepEqual(others, [], `These posts came under user ${user.id}.`);
  }
});

test('the answer is the same as the reference, user by user', async () => {
  const { users } = await list('?include=posts');
  for (const [n, user] of [...expected.values()].entries()) {
    assert.deepEqual(users[n], user, `Place ${n} of the list is not as it should be.`);
  }
});

test('a list brings the users in it, once each, in order of id', async () => {
  const query = '?include=posts&ids=30,2,999,2,7';
  const { users, count } = await list(query);
  assert.deepEqual(users, [2, 7, 30].map((id) => expected.get(id)),
    'The list 30,2,999,2,7 means users 2, 7 and 30; nobody has the id 999.');
  few(count, query);
  const nobody = await list('?include=posts&ids=999');
  assert.deepEqual(nobody.users, [], 'Nobody has the id 999.');
});

test('a list of a hundred ids is still a list', async () => {
  const ids = [...expected.keys()].join(',');
  const { status, text } = await get(`?ids=${ids}`);
  assert.equal(status, 200, `A list of 100 ids is answered ${status}: ${text}`);
  assert.equal(JSON.parse(text).length, 100, 'Each of the 100 ids is a user’s.');
});

test('posts that nobody has asked for are not sent', async () => {
  const { users, count } = await list('?ids=7');
  assert.deepEqual(users, [{ id: 7, name: 'User 7' }], 'There is no include=posts.');
  assert.equal(count, 1, `One user without posts took ${count} statements.`);
  const other = await list('?ids=7&include=likes');
  assert.deepEqual(other.users, users, 'include=likes does not ask for posts.');
});

describe('a list that is no list of ids is refused with 400', () => {
  const lists = {
    'a UNION with tokens': 'ids=0) UNION SELECT id, token FROM users WHERE id IN (1',
    'a condition that is always true': 'ids=0) OR (1=1',
    'a name of a column': 'ids=id',
    'a list in brackets': 'ids=[1,2]',
    'numbers and then something': 'ids=1,2;x',
    'an empty list': 'ids=',
    'a hole between two commas': 'ids=1,,2',
    'two lists': 'ids=1&ids=2',
    '101 ids': `ids=${Array.from({ length: 101 }, (_, n) => n + 1).join(',')}`,
  };
  for (const [name, query] of Object.entries(lists)) {
    test(name, async () => {
      const escaped = query.replaceAll(' ', '%20');
      const { status, text } = await get(`?${escaped}&include=posts`);
      const secrets = text.match(/secret-\d+/g) ?? [];
      assert.deepEqual(secrets, [], 'The answer has tokens in it.');
      assert.equal(status, 400, `It is answered ${status}: ${text.slice(0, 80)}`);
    });
  }
});
