import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { clock, network, processes } from 'lab';

const ONE = 3001;
const TWO = 3002;

/** Lets time pass until the answer is there. */
async function settled(promise) {
  let done = false;
  const end = () => (done = true);
  promise.then(end, end);
  for (let step = 0; step < 100 && !done; step += 1) await clock.advance(50);
  assert.equal(done, true, 'There is no answer after 5 seconds.');
  return promise;
}

/** A browser: it has a user, and keeps each cookie as long as it should. */
class Browser {
  #cookies = new Map(); // name → { text, until }

  constructor(user) {
    this.#cookies.set('user', { text: `user=${user}`, until: Infinity });
  }

  async send(method, port, path, body) {
    const kept = [...this.#cookies.values()].filter(({ until }) => until > clock.now());
    const cookies = kept.map(({ text }) => text);
    const headers = { Connection: 'close', Cookie: cookies.join('; ') };
    if (body) headers['Content-Type'] = 'application/json';
    const response = await settled(fetch(`http://localhost:${port}${path}`, {
      method, headers, body: body && JSON.stringify(body),
    }));
    for (const cookie of response.headers.getSetCookie()) {
      const [text] = cookie.split(';');
      const seconds = /; *max-age=(\d+)/i.exec(cookie)?.[1] ?? Infinity;
      const until = clock.now() + seconds * 1000;
      this.#cookies.set(text.slice(0, text.indexOf('=')), { text, until });
    }
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  async post(port, text, mode = 'async') {
    const { status, body } = await this.send('POST', port, '/posts', { text, mode });
    assert.equal(status, 201, `POST /posts, ${mode}: ${JSON.stringify(body)}`);
    return body.id;
  }

  async feed(port) {
    const { status, body } = await this.send('GET', port, '/feed');
    assert.equal(status, 200, `GET /feed: ${JSON.stringify(body)}`);
    return { from: body.from, texts: body.posts.map(({ text }) => text) };
  }
}

/** Everything as on the first day. */
async function restart() {
  await network.heal('primary', 'replica');
  for (const name of ['app-1', 'replica', 'primary']) await processes.kill(name);
  for (const name of ['primary', 'replica', 'app-1']) await processes.start(name);
  await clock.advance(200); // the replica connects
}

async function failover(browser) {
  await processes.kill('primary');
  const { status, body } = await browser.send('POST', ONE, '/failover');
  assert.equal(status, 200, `POST /failover: ${JSON.stringify(body)}`);
  return body.lost;
}

test('authors see their own post at 5 seconds lag, at both instances', async () => {
  await clock.advance(200);
  const ada = new Browser('ada');
  for (let n = 1; n <= 2; n += 1) {
    await ada.post(ONE, `ada ${n}`);
    for (const port of [ONE, TWO]) {
      const { texts } = await ada.feed(port);
      assert.equal(texts.includes(`ada ${n}`), true, `Right after, at port ${port}.`);
    }
    await clock.advance(4500);
    for (const port of [TWO, ONE]) {
      const { texts } = await ada.feed(port);
      assert.equal(texts.includes(`ada ${n}`), true, `4.5 seconds later, at port ${port}.`);
    }
    await clock.advance(10_000);
    const { texts } = await ada.feed(TWO);
    assert.equal(texts.includes(`ada ${n}`), true, '15 seconds later, at port 3002.');
  }
});

test('at least 80% of the reads hit the replica', async () => {
  await clock.advance(20_000);
  const names = ['bob', 'cem', 'dora', 'eve'];
  const readers = names.map((name) => new Browser(name));
  await readers[0].post(ONE, 'bob');
  let [reads, replica] = [0, 0];
  for (let second = 0; second < 10; second += 1) {
    for (const [n, reader] of readers.entries()) {
      const { from, texts } = await reader.feed((n + second) % 2 === 0 ? ONE : TWO);
      reads += 1;
      if (from === 'replica') replica += 1;
      if (n === 0) assert.equal(texts.includes('bob'), true, 'Bob sees his post.');
    }
    await clock.advance(1000);
  }
  assert.equal(replica / reads >= 0.8, true,
    `One of four readers has posted: ${replica} of ${reads} reads went to the replica.`);
});

test('authors see their own post, however far the replica is behind', async () => {
  await network.cut('primary', 'replica');
  try {
    const fay = new Browser('fay');
    await fay.post(ONE, 'fay');
    await clock.advance(60_000);
    for (const port of [ONE, TWO]) {
      const { texts } = await fay.feed(port);
      assert.equal(texts.includes('fay'), true, `A minute later, at port ${port}.`);
    }
  } finally {
    await network.heal('primary', 'replica');
    await clock.advance(20_000); // the replica has caught up
  }
});

function archive() {
  const lines = readFileSync('archive.jsonl', 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

test('a restore has exactly the posts of its moment', async () => {
  const eve = new Browser('eve');
  const held = () => eve.send('GET', ONE, '/feed').then(({ body }) => body.posts);
  const moments = [];
  const remember = async (since = archive().at(-1).at) => {
    await clock.advance(20_000); // the replica has caught up
    const posts = await held();
    moments.push({ to: since, posts }, { to: clock.now(), posts });
    await clock.advance(1000);
  };
  const early = clock.now();
  await clock.advance(1000);
  const first = await eve.post(ONE, 'before the first base');
  const { status, body: base } = await eve.send('POST', ONE, '/backups');
  assert.equal(status, 201, 'POST /backups');
  await remember(base.at);
  const second = await eve.post(ONE, 'after the first base');
  await remember();
  await eve.send('DELETE', ONE, `/posts/${first}`);
  await remember();
  await eve.send('POST', ONE, '/backups');
  await eve.post(ONE, 'after the second base');
  await remember();
  await eve.send('DELETE', ONE, `/posts/${second}`);
  await remember();
  // The log from before the first base is thrown away.
  const rest = archive().filter(({ lsn }) => lsn > base.lsn);
  const lines = rest.map((record) => `${JSON.stringify(record)}\n`);
  writeFileSync('archive.jsonl', lines.join(''));
  for (const { to, posts } of moments.reverse()) {
    const { status, body } = await eve.send('POST', ONE, '/restores', { to });
    assert.deepEqual([status, body.posts], [200, posts], 'The posts of that moment.');
  }
  const { status: none } = await eve.send('POST', ONE, '/restores', { to: early });
  assert.equal(none, 409, 'Before the first base there is nothing to start from.');
});

test('a deleted post is gone from the replica, and only a restore has it', async () => {
  const dora = new Browser('dora');
  const id = await dora.post(ONE, 'by mistake');
  await dora.send('POST', ONE, '/backups');
  const to = clock.now();
  await clock.advance(20_000);
  await dora.send('DELETE', ONE, `/posts/${id}`);
  await clock.advance(20_000);
  const { from, texts } = await dora.feed(TWO);
  assert.deepEqual([from, texts.includes('by mistake')], ['replica', false],
    'The replica has deleted it as well.');
  const { body } = await dora.send('POST', ONE, '/restores', { to });
  assert.equal(body.posts.some((post) => post.id === id), true,
    'The restore to the moment before has the post.');
});

test('synchronous: what was acknowledged survives the primary', async () => {
  await restart();
  const ada = new Browser('ada');
  for (let n = 1; n <= 3; n += 1) await ada.post(ONE, `safe ${n}`, 'sync');
  await network.cut('primary', 'replica');
  const { status } = await ada.send('POST', ONE, '/posts', { text: 'late', mode: 'sync' });
  assert.equal(status, 503, 'The replica cannot be reached: nobody may say "done".');
  assert.deepEqual(await failover(ada), [], 'Acknowledged writes that are lost.');
  const { texts } = await ada.feed(ONE);
  assert.deepEqual(texts, ['safe 1', 'safe 2', 'safe 3'], 'What the new primary has.');
});

test('synchronous, and the replica is down: nothing is acknowledged', async () => {
  await restart();
  await processes.kill('replica');
  const ada = new Browser('ada');
  const { status } = await ada.send('POST', ONE, '/posts', { text: 'alone', mode: 'sync' });
  assert.equal(status, 503, 'There is no second copy: nobody may say "done".');
});

test('asynchronous: a failover names the acknowledged writes that are lost', async () => {
  await restart();
  const ada = new Browser('ada');
  await ada.post(TWO, 'kept, and acknowledged by the other instance');
  await ada.post(ONE, 'kept');
  await clock.advance(1000);
  await network.cut('primary', 'replica');
  const first = await ada.post(ONE, 'lost 1');
  await ada.post(TWO, 'lost, and acknowledged by the other instance');
  const second = await ada.post(ONE, 'lost 2');
  assert.deepEqual(await failover(ada), [first, second],
    'The positions of those that app-1 has acknowledged.');
});
