import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

const MERGE_PATCH = 'application/merge-patch+json';
const grace = { name: 'Grace', score: 12, active: true, nick: 'Amazing Grace' };
let id = 100;

async function send(method, body, type = 'application/json') {
  const content = body !== undefined && { body: JSON.stringify(body) };
  const response = await fetch(`http://localhost:3000/players/${id}`, {
    method,
    headers: { Connection: 'close', ...(content && { 'Content-Type': type }) },
    ...content,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}
const patch = (body, type = MERGE_PATCH) => send('PATCH', body, type);

async function stored() {
  const { status, text } = await send('GET');
  assert.equal(status, 200, `GET /players/${id} answers ${status}, not 200.`);
  return JSON.parse(text);
}

const list = (value) => (value ?? '').toLowerCase().split(/\s*,\s*/);

// Each test has a player of its own.
beforeEach(async () => {
  id += 1;
  await send('PUT', grace);
  assert.deepEqual(await stored(), grace, 'A new player is not stored as PUT sent it.');
});

test('PATCH stores a score of 0', async () => {
  const { status } = await patch({ score: 0 });
  const { score } = await stored();
  assert.equal(score, 0, `After {"score":0} it is ${score}; the answer was ${status}.`);
});

test('PATCH stores that a player is not active', async () => {
  const { status } = await patch({ active: false });
  const { active } = await stored();
  assert.equal(
    active, false,
    `After {"active":false} it is ${active}; the answer was ${status}.`,
  );
});

test('PATCH with null clears the nickname', async () => {
  const { status } = await patch({ nick: null });
  const { nick = null } = await stored();
  assert.equal(
    nick, null,
    `After {"nick":null} the nickname is ${nick}; the answer was ${status}. In a merge `
      + 'patch null removes a member.',
  );
});

test('PATCH leaves alone what it does not name', async () => {
  await patch({ name: 'Grace Hopper' });
  assert.deepEqual(
    await stored(), { ...grace, name: 'Grace Hopper' },
    'After {"name":"Grace Hopper"} more than the name, or less, has changed.',
  );
});

test('a PATCH that would leave an invalid player changes nothing', async () => {
  for (const wrong of [{ score: 13, name: null }, { score: 13, active: 'yes' }]) {
    const sent = JSON.stringify(wrong);
    const { status } = await patch(wrong);
    assert.equal(status, 422, `${sent} is answered ${status}, not 422.`);
    assert.deepEqual(await stored(), grace, `${sent} was refused, but not as a whole.`);
  }
});

test('PATCH in a format that is not supported is answered 415', async () => {
  const jsonPatch = [{ op: 'replace', path: '/score', value: 13 }];
  for (const [type, body] of [
    ['application/json-patch+json', jsonPatch],
    ['application/vnd.example.scores+json', { score: 13 }],
    ['text/plain', { score: 13 }],
  ]) {
    const { status } = await patch(body, type);
    assert.equal(status, 415, `A patch in ${type} is answered ${status}, not 415.`);
  }
});

test('PUT twice leaves what PUT once leaves', async () => {
  const player = { ...grace, score: 20 };
  await send('PUT', player);
  const once = await stored();
  await send('PUT', player);
  assert.deepEqual(await stored(), once, 'GET differs after the first and second PUT.');
  assert.deepEqual(once, player, 'GET does not give what PUT has sent.');
});

test('PUT keeps nothing that was not sent', async () => {
  const { nick, ...rest } = grace;
  await send('PUT', rest);
  const { nick: kept = null } = await stored();
  assert.equal(kept, null, `PUT came without a nickname, and it is still ${kept}.`);
});

test('PUT answers 201 when it creates, 200 or 204 when it replaces', async () => {
  const { status: replaced } = await send('PUT', grace);
  assert.equal(
    replaced === 204 ? 200 : replaced, 200,
    `PUT of a player who is there is answered ${replaced}; 200 or 204 is right.`,
  );
  id += 500;
  const { status: created } = await send('PUT', grace);
  id -= 500;
  assert.equal(created, 201, `PUT of a new player is answered ${created}, not 201.`);
});

test('HEAD has the headers of GET and no content', async () => {
  const [get, head] = [await send('GET'), await send('HEAD')];
  assert.equal(head.status, get.status, `HEAD is answered ${head.status}.`);
  assert.equal(head.text, '', `HEAD is answered with content: ${head.text}`);
  const perAnswer = ['date', 'connection', 'keep-alive'];
  const missing = [...get.headers]
    .filter(([name]) => !perAnswer.includes(name))
    .filter(([name, value]) => head.headers.get(name) !== value)
    .map(([name, value]) => `${name}: ${value}`);
  assert.deepEqual(missing, [], `GET has, and HEAD has not: ${missing.join('; ')}.`);
});

test('OPTIONS lists the methods and the patch format', async () => {
  const { status, headers } = await send('OPTIONS');
  assert.equal(
    status === 204 ? 200 : status, 200,
    `OPTIONS is answered ${status}; 200 or 204 is right.`,
  );
  const allow = list(headers.get('Allow'));
  const left = ['get', 'head', 'put', 'patch'].filter((each) => !allow.includes(each));
  assert.deepEqual(left, [], `Allow leaves out ${left.join(', ')}.`);
  const formats = list(headers.get('Accept-Patch'));
  assert.equal(
    formats.find((format) => format === MERGE_PATCH), MERGE_PATCH,
    `Accept-Patch is ${headers.get('Accept-Patch')}; the patch format is missing.`,
  );
});

test('a method that is not offered is answered 405, with Allow', async () => {
  const { status, headers } = await send('DELETE');
  assert.equal(status, 405, `DELETE is answered ${status}, not 405.`);
  assert.notEqual(headers.get('Allow'), null, 'A 405 must carry Allow.');
});
