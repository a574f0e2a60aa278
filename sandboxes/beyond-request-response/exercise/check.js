import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { clock } from 'lab';

const SHOP = 'http://localhost:3000';
const PARTNER = 'http://localhost:4000';

/** Waits for an answer, and lets the time pass that it takes. */
async function soon(promise, longest = 30_000) {
  let done = false;
  const end = () => (done = true);
  promise.then(end, end);
  for (let waited = 0; !done; waited += 100) {
    assert.ok(
      waited < longest,
      `There is no answer within ${longest / 1000} seconds.`,
    );
    await clock.advance(100);
  }
  return promise;
}

async function ask(method, url, { headers, body } = {}) {
  const response = await fetch(new URL(url, SHOP), {
    method,
    headers: { Connection: 'close', ...headers },
    body,
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}
const send = (...request) => soon(ask(...request));
const json = (body) => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

const digest = (bytes) =>
  `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
const FILE = Buffer.from('0123456789abcde\n'.repeat(10) + 'the end'); // 167 bytes: three chunks
const chunk = (n) => FILE.subarray(64 * n, 64 * (n + 1));

async function begin(whole = digest(FILE)) {
  const { body, headers } = json({ size: FILE.length });
  const answer = await send('POST', '/uploads', {
    headers: { ...headers, 'Repr-Digest': whole },
    body,
  });
  return answer.headers.get('location');
}
const put = (upload, n, body = chunk(n)) =>
  send('PUT', `${upload}/chunks/${n}`, {
    headers: { 'Content-Digest': digest(chunk(n)) },
    body,
  });
const complete = (upload) => send('POST', `${upload}/complete`);

test('an upload with a gap is not completed: 409, and what is missing', async () => {
  const upload = await begin();
  await put(upload, 0);
  await put(upload, 2);
  const { status, bytes } = await complete(upload);
  assert.equal(status, 409, 'Chunk 1 has never come.');
  assert.deepEqual(
    JSON.parse(bytes).missing,
    [1],
    'The answer says which are missing.',
  );
});

test('a damaged chunk is 422, and does not count as received', async () => {
  const upload = await begin();
  await put(upload, 0);
  await put(upload, 2);
  const damaged = Buffer.from(chunk(1)).fill('X', 0, 1);
  const { status } = await put(upload, 1, damaged);
  assert.equal(status, 422, 'Content-Digest is not that of the bytes that came.');
  assert.equal((await complete(upload)).status, 409, 'Chunk 1 is still missing.');
});

test('the same chunk twice is one chunk', async () => {
  const upload = await begin();
  for (const n of [0, 1, 1, 2]) await put(upload, n);
  await complete(upload);
  const { bytes } = await send('GET', `${upload}/file`);
  assert.equal(digest(bytes), digest(FILE), 'Chunk 1 was sent twice.');
});

test('chunks in any order make the file', async () => {
  const upload = await begin();
  for (const n of [2, 0, 1]) await put(upload, n);
  const { status } = await complete(upload);
  assert.equal(status, 201, 'All chunks are there.');
  const { bytes } = await send('GET', `${upload}/file`);
  assert.equal(digest(bytes), digest(FILE), 'They came as 2, 0, 1.');
});

test('a whole that does not match its Repr-Digest is 422', async () => {
  const upload = await begin(digest(Buffer.from('another file')));
  for (const n of [0, 1, 2]) await put(upload, n);
  assert.equal((await complete(upload)).status, 422);
});

test('a preview is 202 at once, with a Location that says how it is', async () => {
  const upload = await begin();
  const before = clock.now();
  const { status, headers } = await send('POST', `${upload}/previews`);
  assert.equal(status, 202, 'The preview takes 20 seconds; the answer need not.');
  assert.ok(
    clock.now() - before < 5000,
    'The answer has taken as long as the preview.',
  );
  const location = headers.get('location');
  assert.notEqual(location, null, 'The answer has no Location.');
  assert.equal((await send('GET', location)).status, 200, 'While it is made.');
  await clock.advance(25_000);
  const { bytes } = await send('GET', location);
  assert.equal(JSON.parse(bytes).width, 320, 'When it is there.');
});

let lastId = 0;
/** A delivery as the payment provider sends it. */
function delivery({
  payment,
  age = 0,
  secrets = [1],
  id = `msg_${(lastId += 1)}`,
  spaces,
}) {
  const sent = String(Math.floor(clock.now() / 1000) - age);
  const body = JSON.stringify({ type: 'paid', payment }, null, spaces);
  const signatures = secrets.map((n) => {
    const mac = createHmac('sha256', `whsec-payments-${n}`).update(
      `${id}.${sent}.${body}`,
    );
    return `v1,${mac.digest('base64')}`;
  });
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': sent,
    'webhook-signature': signatures.join(' '),
  };
  return { headers, body };
}
const hook = (request) => send('POST', '/webhooks/payments', request);
async function booked(payment) {
  const { bytes } = await send('GET', '/payments');
  return JSON.parse(bytes).filter((each) => each === payment).length;
}

test('a signed delivery is taken, however its JSON is written', async () => {
  assert.equal((await hook(delivery({ payment: 'p-1' }))).status, 204);
  const { status } = await hook(delivery({ payment: 'p-2', spaces: 2 }));
  assert.equal(
    status,
    204,
    'The signature is over the bytes, and these have line breaks.',
  );
});

test('while secrets rotate, either of them will do', async () => {
  const second = await hook(delivery({ payment: 'p-3', secrets: [2] }));
  assert.equal(second.status, 204, 'Signed with the second secret.');
  const { status } = await hook(delivery({ payment: 'p-4', secrets: [9, 1] }));
  assert.equal(status, 204, 'Two signatures in the header, the second one is right.');
});

test('a changed body, or a signature of nobody, is 401', async () => {
  const { headers } = delivery({ payment: 'p-5' });
  const changed = await hook({
    headers,
    ...{ body: '{"type":"paid","payment":"p-6"}' },
  });
  assert.equal(changed.status, 401, 'Another payment under the signature of p-5.');
  assert.equal((await hook(delivery({ payment: 'p-7', secrets: [9] }))).status, 401);
  const short = delivery({ payment: 'p-8' });
  short.headers['webhook-signature'] = 'v1,AAAA';
  assert.equal((await hook(short)).status, 401, 'A signature of three bytes.');
});

test('a delivery that was signed ten minutes ago is 401', async () => {
  const { status } = await hook(delivery({ payment: 'p-9', age: 600 }));
  assert.equal(status, 401, 'Whoever has recorded it could send it for ever.');
  assert.equal(await booked('p-9'), 0);
});

test('a delivery that comes twice is booked once', async () => {
  const request = delivery({ payment: 'p-10' });
  await hook(request);
  assert.equal(
    (await hook(request)).status,
    204,
    'The sender has not heard the first answer.',
  );
  assert.equal(await booked('p-10'), 1);
});

test('the partner gets at most 100 requests a second, and each order once', async () => {
  await send('POST', `${PARTNER}/reset`);
  await send('POST', '/orders', json({ count: 300 }));
  let seen;
  for (let second = 0; second < 20; second += 1) {
    await clock.advance(1000);
    seen = JSON.parse((await send('GET', `${PARTNER}/seen`)).bytes);
  }
  assert.equal(
    Math.max(seen.worstSecond, 100),
    100,
    `${seen.worstSecond} requests came in the worst second.`,
  );
  assert.equal(seen.different, 300, 'Every order arrives.');
  assert.equal(seen.orders, 300, 'A retry has the id of the first attempt.');
});
