import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock } from 'lab';

const server = 'http://localhost:3000';

/** Sends a request; without an answer after 8 seconds, a transaction is still open. */
async function send(method, path, { body, headers = {} } = {}) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await fetch(server + path, {
    method,
    headers: { Connection: 'close', ...json, ...headers },
    body: body && JSON.stringify(body),
    signal: stop.signal,
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const value = isJson ? JSON.parse(text) : text;
  return { status: response.status, etag: response.headers.get('ETag'), value };
}

let stop = new AbortController();
/** Lets time pass until all have their answers. */
async function together(...requests) {
  stop = new AbortController();
  const all = Promise.all(requests.map((request) => send(...request)));
  let done = false;
  const end = () => (done = true);
  all.then(end, end);
  for (let ms = 0; !done && ms < 8000; ms += 50) await clock.advance(50);
  if (!done) stop.abort();
  assert.equal(done, true, `${requests[0][0]} ${requests[0][1]} is not answered within`
    + ' 8 seconds: is a transaction still open?');
  return all;
}
const ask = async (...request) => (await together(request))[0];

const sorted = (answers) => answers.map(({ status }) => status).sort();
const fail = (commits) => ask('PUT', '/fault', { body: { commits } });

/** These are on call, and the others at home. */
async function onCall(...names) {
  await fail(0);
  await ask('PUT', '/doctors', { body: { onCall: names } });
}
async function present() {
  const { value } = await ask('GET', '/doctors');
  return Object.keys(value).filter((name) => value[name] === 'on call');
}

test('one at a time: the first may leave, the last may not', async () => {
  await onCall('alice', 'bob');
  const { status: first } = await ask('POST', '/doctors/alice/leave');
  const { status: second } = await ask('POST', '/doctors/bob/leave');
  assert.deepEqual([first, second], [200, 409], 'Alice leaves, then Bob.');
});

test('two at the same time: exactly one leaves, the other is 409', async () => {
  for (let round = 1; round <= 4; round += 1) {
    await onCall('alice', 'bob');
    const names = round % 2 ? ['alice', 'bob'] : ['bob', 'alice'];
    const answers = await together(
      ...names.map((name) => ['POST', `/doctors/${name}/leave`]));
    assert.deepEqual(sorted(answers), [200, 409], `Round ${round}: the two answers.`);
    assert.equal((await present()).length, 1, `Round ${round}: so many are on call.`);
  }
});

test('three at the same time: two leave', async () => {
  await onCall('alice', 'bob', 'cleo');
  const answers = await together(...['alice', 'bob', 'cleo'].map(
    (name) => ['POST', `/doctors/${name}/leave`]));
  assert.deepEqual(sorted(answers), [200, 200, 409], 'The three answers.');
  assert.equal((await present()).length, 1, 'So many are on call.');
});

test('one doctor twice at the same time leaves once', async () => {
  await onCall('alice', 'bob', 'cleo');
  const answers = await together(
    ['POST', '/doctors/alice/leave'], ['POST', '/doctors/alice/leave']);
  assert.deepEqual(sorted(answers), [200, 409], 'Alice asks twice.');
  assert.deepEqual(await present(), ['bob', 'cleo'], 'On call are then');
});

test('another program sends one home at the same time: one stays', async () => {
  for (let round = 1; round <= 4; round += 1) {
    await onCall('alice', 'bob');
    const paths = ['/doctors/alice/leave', '/night/bob'];
    if (round % 2) paths.reverse();
    const answers = await together(...paths.map((path) => ['POST', path]));
    assert.deepEqual(sorted(answers), [200, 409], `Round ${round}: the two answers.`);
    assert.equal((await present()).length, 1, `Round ${round}: so many are on call.`);
  }
});

test('50 increments at the same time are 50', async () => {
  await fail(0);
  const { value: { value: before } } = await ask('GET', '/counter');
  const answers = await together(
    ...Array.from({ length: 50 }, () => ['POST', '/counter']));
  const { value: { value: after } } = await ask('GET', '/counter');
  assert.equal(after - before, 50, '50 requests, and the counter is higher by');
  assert.deepEqual(new Set(sorted(answers)), new Set([200]), 'The answers.');
  const values = answers.map(({ value }) => value.value).sort((a, b) => a - b);
  assert.deepEqual(values, Array.from({ length: 50 }, (_, i) => before + 1 + i),
    'Each is told its own number.');
});

test('another program counts at the same time: nothing is lost', async () => {
  await fail(0);
  const { value: { value: before } } = await ask('GET', '/counter');
  const answers = await together(...Array.from({ length: 20 }, (_, i) =>
    ['POST', i % 2 ? '/counter' : '/night/counter']));
  const { value: { value: after } } = await ask('GET', '/counter');
  assert.equal(after - before, 20, 'With 10 of the other program. It is higher by');
});

test('the note is saved with the current tag, and with an old one it is 412', async () => {
  await fail(0);
  const { etag } = await ask('GET', '/note');
  const headers = { 'If-Match': etag };
  const first = await ask('PUT', '/note', { headers, body: { text: 'first' } });
  assert.equal(first.status, 200, 'With the current tag.');
  assert.notEqual(first.etag, etag, 'The tag after a change.');
  const second = await ask('PUT', '/note', { headers, body: { text: 'second' } });
  assert.equal(second.status, 412, 'With the tag of before.');
  const weak = { 'If-Match': `W/${first.etag}` };
  const third = await ask('PUT', '/note', { headers: weak, body: { text: 'third' } });
  assert.equal(third.status, 412, 'If-Match compares strongly: a weak tag.');
  const { value: note } = await ask('GET', '/note');
  assert.deepEqual(note, { text: 'first' }, 'The note after that.');
});

test('without If-Match it is 428', async () => {
  await fail(0);
  const { value: before } = await ask('GET', '/note');
  const { status } = await ask('PUT', '/note', { body: { text: 'blind' } });
  const { value: after } = await ask('GET', '/note');
  assert.deepEqual(after, before, 'The note, after a write without a condition.');
  assert.equal(status, 428, 'A write without a condition.');
});

test('two who have read the same note: one saves, one is 412', async () => {
  await fail(0);
  const { etag } = await ask('GET', '/note');
  const headers = { 'If-Match': etag };
  const texts = ['from Ann', 'from Bob'];
  const answers = await together(
    ...texts.map((text) => ['PUT', '/note', { headers, body: { text } }]));
  assert.deepEqual(sorted(answers), [200, 412], 'The two answers.');
  const winner = texts[answers.findIndex(({ status }) => status === 200)];
  const { value: note } = await ask('GET', '/note');
  assert.deepEqual(note, { text: winner }, 'The note is that of whom was told 200.');
});

test('another program adds to the note at the same time: nothing is lost', async () => {
  await fail(0);
  for (let round = 1; round <= 4; round += 1) {
    const { etag, value: { text: before } } = await ask('GET', '/note');
    const save = ['PUT', '/note',
      { headers: { 'If-Match': etag }, body: { text: `round ${round}` } }];
    const night = ['POST', '/night/note'];
    const answers = await together(...(round % 2 ? [night, save] : [save, night]));
    const { status } = answers[round % 2 ? 1 : 0];
    const { value: { text } } = await ask('GET', '/note');
    const kept = status === 200 ? `round ${round}` : before;
    assert.equal([200, 412].includes(status), true, `Saving is 200 or 412: ${status}`);
    assert.equal(text, `${kept}, read at night`,
      `Round ${round}: who saved was told ${status}. The note afterwards.`);
  }
});

test('a COMMIT that could not be serialized is tried again, and nobody sees it', async () => {
  await onCall('alice', 'bob', 'cleo');
  const { value: { value: before } } = await ask('GET', '/counter');
  const { etag } = await ask('GET', '/note');
  await fail(2);
  const left = await ask('POST', '/doctors/alice/leave');
  assert.equal(left.status, 200, 'Two COMMITs fail. Alice, one of three, leaves.');
  await fail(2);
  const counted = await ask('POST', '/counter');
  assert.deepEqual([counted.status, counted.value], [200, { value: before + 1 }],
    'Two COMMITs fail. One more.');
  await fail(2);
  const { status } = await ask('PUT', '/note',
    { headers: { 'If-Match': etag }, body: { text: 'patient' } });
  assert.equal(status, 200, 'Two COMMITs fail. A note with the current tag.');
  await fail(0);
});

test('a refusal leaves no transaction open', async () => {
  await onCall('bob');
  const stale = { headers: { 'If-Match': '"999999"' }, body: { text: 'no' } };
  const refusals = [
    [409, 'POST', '/doctors/alice/leave'], // she is at home
    [409, 'POST', '/doctors/bob/leave'], // he is the last
    [412, 'PUT', '/note', stale],
    [428, 'PUT', '/note', { body: { text: 'no' } }],
  ];
  for (const [expected, ...request] of refusals) {
    const { status } = await ask(...request);
    const { value } = await ask('GET', '/open');
    assert.deepEqual([status, value.open], [expected, 0],
      `${request[0]} ${request[1]}: the answer, and how many transactions are open.`);
  }
});
