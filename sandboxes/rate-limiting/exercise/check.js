import assert from 'node:assert/strict';
import { Agent, get } from 'node:http';
import { test } from 'node:test';
import { clock } from 'lab';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
let clients = 0;

/** Somebody whom no test has used: the address that the proxy has seen, and a key. */
const somebody = (key) => {
  clients += 1;
  return { seen: `198.51.100.${clients}`, key };
};

function ask({ seen, claims = [], key }, agent) {
  const headers = { 'X-Forwarded-For': [...claims, seen].join(', ') };
  if (key !== undefined) headers.Authorization = `Bearer ${key}`;
  return new Promise((resolve, reject) => {
    get('http://localhost:3000/quote', { agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response));
    }).on('error', reject);
  });
}

/** Sends requests at once, and moves the clock until all are answered. */
async function send(requests) {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const answers = Promise.all(requests.map((who) => ask(who, agent)));
  let done = false;
  const end = () => (done = true);
  answers.then(end, end);
  for (let waited = 0; !done; waited += 250) {
    assert.ok(waited < 20 * SECOND, 'A request is not answered within 20 seconds.');
    await clock.advance(250);
  }
  agent.destroy();
  return answers;
}
const isAdmitted = ({ statusCode }) => statusCode === 200;

/** Sends so many at once. @returns how many were admitted */
async function burst(count, who) {
  const answers = await send(Array.from({ length: count }, () => who));
  return answers.filter(isAdmitted).length;
}

const time = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** Sends [seconds, how many] from a full minute on; at most `limit` may get through. */
async function keeps(limit, who, trace) {
  await clock.advance(2 * MINUTE - (clock.now() % MINUTE));
  const start = clock.now();
  const admitted = [];
  for (const [at, count] of trace) {
    await clock.advance(start + at * SECOND - clock.now());
    admitted.push([at, await burst(count, who)]);
  }
  for (const [from] of admitted) {
    const within = admitted.filter(([at]) => at >= from && at - from < 60);
    const sum = within.reduce((before, [, count]) => before + count, 0);
    const to = within.at(-1)[0];
    assert.equal(
      Math.max(sum, limit), limit,
      `${sum} requests got through from ${time(from)} to ${time(to)}; in 60 seconds, `
        + `wherever they begin, ${limit} may.`,
    );
  }
}

test('no 60 seconds see more than the limit', async (t) => {
  await t.test('where one minute of the clock meets the next', () =>
    keeps(10, somebody(), [[59, 10], [61, 10]]));

  await t.test('a minute after the first request', () =>
    keeps(100, somebody('demo-free'), [[0, 1], [59, 99], [61, 100]]));

  await t.test('with bursts at any time', () =>
    keeps(10, somebody(), [[59, 10], [61, 10], [90, 10], [118, 10], [121, 10]]));
});

test('of 50 requests at once, with a limit of 10, exactly 10 get through', async () => {
  const admitted = await burst(50, somebody());
  assert.equal(admitted, 10, `${admitted} of 50 got through.`);
});

test('after a minute of rest the whole limit is there again', async () => {
  const who = somebody();
  await burst(10, who);
  await clock.advance(61 * SECOND);
  const admitted = await burst(10, who);
  assert.equal(admitted, 10, `After 61 seconds ${admitted} of 10 get through.`);
});

/** Spends the limit. @returns the 429 that is sent 400 ms later */
async function refusal(who) {
  await burst(10, who);
  await clock.advance(400);
  const [answer] = await send([who]);
  assert.equal(answer.statusCode, 429, `The 11th is answered ${answer.statusCode}.`);
  return answer;
}

function retryAfter({ headers }) {
  const value = headers['retry-after'];
  assert.match(
    value ?? '', /^\d+$/,
    value === undefined
      ? 'The 429 has no Retry-After in its headers.'
      : `Retry-After is ${value}; it takes whole seconds.`,
  );
  return Number(value);
}

test('a refusal says in Retry-After, in whole seconds, when to come back', async () => {
  const seconds = retryAfter(await refusal(somebody()));
  assert.ok(
    seconds >= 1 && seconds <= 61, // 61: who counts by whole seconds rounds up twice
    `Retry-After is ${seconds} seconds; a place is free after 60.`,
  );
});

test('who waits as long as Retry-After says is let in', async () => {
  const who = somebody();
  const seconds = retryAfter(await refusal(who));
  await clock.advance(seconds * SECOND);
  const [{ statusCode }] = await send([who]);
  assert.equal(statusCode, 200, `After ${seconds} seconds: ${statusCode}.`);
});

test('a refusal says in RateLimit that nothing is left', async () => {
  const { headers } = await refusal(somebody());
  const field = headers.ratelimit ?? 'missing';
  assert.match(
    field, /^"[^"]+"(?:;\w+=[^;]+)*;r=0(?:;|$)/,
    `RateLimit is ${field}; right is "anonymous";r=0;t=…`,
  );
});

test('who claims another address gains nothing', async () => {
  const who = somebody();
  await burst(10, who);
  const claims = Array.from({ length: 10 }, (_, n) => [`10.0.0.${n}`]);
  const answers = await send(claims.map((claimed) => ({ ...who, claims: claimed })));
  const admitted = answers.filter(isAdmitted).length;
  assert.equal(admitted, 0, `${admitted} of 10 got through under invented addresses.`);
});

test('two addresses behind the proxy are counted apart', async () => {
  await burst(10, somebody());
  const admitted = await burst(10, somebody());
  assert.equal(admitted, 10, `Another address got ${admitted} of 10 through.`);
});

test('each customer has the limit of their tier, also at one address', async (t) => {
  await clock.advance(2 * MINUTE);
  const { seen } = somebody();
  const tiers = [['demo-free', 100], ['demo-pro', 1_000], ['demo-free-2', 100]];
  for (const [key, limit] of tiers) {
    await t.test(`${key}: ${limit} a minute`, async () => {
      const admitted = await burst(limit, { seen, key });
      assert.equal(admitted, limit, `${admitted} of the first ${limit} got through.`);
      const more = await burst(1, { seen, key });
      assert.equal(more, 0, `Number ${limit + 1} got through as well.`);
    });
  }
});
