/** Bursts: in groups, over real or moved time, ended by the reader or by a stop; and their numbers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BurstRun, type BurstPlan } from '../../src/workbench/stores/burst-run.ts';
import { countsCsv, latencyCsv, requestsCsv, summarize } from '../../src/workbench/stores/burst-numbers.ts';
import { BurstsStore, MOST, MOST_RUNS } from '../../src/workbench/stores/bursts.ts';
import { watch } from '../../src/workbench/stores/signal.ts';
import { settle, setup } from '../support/sandbox-stores.ts';
import { ScriptedClock } from '../support/scripted-clock.ts';
import { response } from '../support/scripted-engine.ts';

const PLAN: BurstPlan = { name: 'Run', draft: 0, total: 5, together: 2, gap: 0, time: 'real' };

async function running() {
  const { engine, stores } = setup();
  const bursts = new BurstsStore(stores.requests, stores.exchange, stores.run);
  await stores.run.run();
  engine.session.listen('app', 3000);
  return { bursts, engine, session: engine.session, stores };
}

test('a group is sent at once, the next when all of it is answered', async () => {
  const { bursts, session } = await running();
  const waiting: (() => void)[] = [];
  session.answer = () => {
    const status = session.requests.length > 4 ? 429 : 200;
    return new Promise((resolve) => waiting.push(() => resolve({ ok: true, response: response(status) })));
  };
  const sent = bursts.send(PLAN);
  for (const group of [2, 2, 1]) {
    while (waiting.length < group) await settle();
    await settle();
    assert.equal(waiting.length, group);
    for (const answer of waiting.splice(0, group)) {
      await settle();
      assert.equal(waiting.length, 0, 'the group is not whole');
      answer();
    }
  }
  await sent;
  const { counts, statuses } = summarize(bursts.runs[0]!);
  assert.deepEqual(counts, { answered: 4, refused: 1, 'no answer': 0 });
  assert.deepEqual(statuses, [
    [200, 4],
    [429, 1],
  ]);
  assert.deepEqual([bursts.sending, bursts.problem], [false, null]);
});

test('over moved time the gaps are exact, and latencies are those of the programs’ clock', async () => {
  const { bursts, session } = await running();
  const clock = new ScriptedClock();
  clock.rate = 10;
  session.clock = clock;
  session.answer = () =>
    new Promise((resolve) => clock.after(250, () => resolve({ ok: true, response: response(200) })));
  await bursts.send({ ...PLAN, time: 'moved', gap: 60_000 });
  const [run] = bursts.runs;
  assert.deepEqual([...run!.sent], [0, 0, 60_000, 60_000, 120_000]);
  assert.deepEqual([...run!.ended], [250, 250, 60_250, 60_250, 120_250]);
  assert.deepEqual(summarize(run!).percentiles, { p50: 250, p95: 250, p99: 250, longest: 250 });
  assert.equal(clock.rate, 10, 'the clock goes as it did before');
});

test('an answer that never comes does not hold up moved time', async () => {
  const { bursts, session } = await running();
  session.clock = new ScriptedClock();
  session.answer = (_request, { signal }) =>
    new Promise((resolve) => {
      signal?.addEventListener('abort', () => resolve({ ok: false, code: 'stopped', reason: 'Stopped.' }));
    });
  await bursts.send({ ...PLAN, total: 2, time: 'moved' });
  assert.deepEqual(summarize(bursts.runs[0]!).counts, { answered: 0, refused: 0, 'no answer': 2 });
  delete session.clock;
  await bursts.send({ ...PLAN, time: 'moved' });
  assert.match(bursts.problem!, /cannot be moved: choose real time/);
});

test('a burst that is stopped says how far it has come', async () => {
  const { bursts, session } = await running();
  session.answer = (_request, { signal }) =>
    new Promise((resolve) => {
      if (session.requests.length < 3) resolve({ ok: true, response: response(200) });
      signal?.addEventListener('abort', () => resolve({ ok: false, code: 'stopped', reason: 'Stopped.' }));
    });
  const sent = bursts.send(PLAN);
  while (session.requests.length < 4) await settle();
  bursts.stop();
  await sent;
  assert.equal(bursts.problem, 'You have stopped it: 2 of 5 requests have ended.');
  session.answer = async () => ({ ok: false, code: 'disposed', reason: 'The session has ended.' });
  await bursts.send(PLAN);
  assert.equal(bursts.problem, 'The sandbox was stopped: 0 of 5 requests have ended.');
});

test('what cannot be sent says why; a sandbox that does not run is started; {{$index}} counts', async () => {
  const { engine, stores } = setup();
  const bursts = new BurstsStore(stores.requests, stores.exchange, stores.run);
  await bursts.send({ ...PLAN, draft: 99 });
  assert.match(bursts.problem!, /no longer there/);
  stores.requests.edit(0, 'GET {{nowhere}}/');
  await bursts.send(PLAN);
  assert.match(bursts.problem!, /no variable “nowhere”/);
  stores.requests.edit(0, 'WEBSOCKET ws://localhost:3000/');
  await bursts.send(PLAN);
  assert.match(bursts.problem!, /A WebSocket cannot be sent/);
  stores.requests.edit(0, 'GET /{{$index}}');
  const sent = bursts.send({ ...PLAN, total: 3 });
  while (engine.sessions.length === 0) await settle();
  await settle();
  engine.session.listen('app', 3000);
  await sent;
  assert.deepEqual(
    engine.session.requests.map(({ path }) => path),
    ['/0', '/1', '/2'],
  );
});

test('numbers that are not possible become the nearest that are; a few runs are kept, and told of now and then', async () => {
  const { bursts, session } = await running();
  let told = 0;
  const end = watch(
    () => (bursts.runs.at(-1)?.count ?? 0) + Math.random(),
    () => (told += 1),
  );
  for (let index = 0; index < MOST_RUNS + 1; index += 1)
    await bursts.send({ ...PLAN, name: String(index), total: 2.4 });
  assert.deepEqual(
    bursts.runs.map(({ plan }) => [plan.name, plan.total]),
    [
      ['1', 2],
      ['2', 2],
      ['3', 2],
      ['4', 2],
    ],
  );
  told = 0;
  session.requests.length = 0;
  await bursts.send({ ...PLAN, total: 1e9, together: 1e9 });
  assert.equal(session.requests.length, MOST);
  assert.ok(told < 1000, `told ${told} times of ${MOST} requests`);
  end();
  const [first, second] = bursts.runs;
  bursts.show(first!, false);
  assert.equal(bursts.shown.includes(first!), false);
  bursts.show(first!, true);
  bursts.remove(second!);
  assert.deepEqual([bursts.shown.includes(first!), bursts.runs.length], [true, MOST_RUNS - 1]);
});

function made(name: string, entries: readonly (readonly [number, number, number])[]): BurstRun {
  const run = new BurstRun({ ...PLAN, name, total: entries.length });
  for (const entry of entries) run.add(...entry);
  return run;
}

test('as CSV: counts over time, the distribution of latencies, every request', () => {
  const run = made('A, "b"', [
    [0, 10, 200],
    [0, 20, 429],
    [1000, 1010, 200],
    [1000, 1500, 0],
  ]);
  assert.equal(
    countsCsv([run]),
    'seconds,requests,series\n0,0,answered\n0.01,1,answered\n1.01,2,answered\n1.5,2,answered\n0,0,refused\n0.02,1,refused\n1.5,1,refused\n0,0,no answer\n1.5,1,no answer\n',
  );
  assert.match(countsCsv([run, made('B', [])]), /^0\.01,1,"A, ""b"", answered"$/m);
  assert.equal(
    latencyCsv([run]),
    'milliseconds,percent,series\n10,0,"A, ""b"""\n10,33.3,"A, ""b"""\n10,66.7,"A, ""b"""\n20,100,"A, ""b"""\n',
  );
  assert.equal(
    requestsCsv([run]),
    'run,request,sent_ms,latency_ms,status\r\n"A, ""b""",1,0,10,200\r\n"A, ""b""",2,0,20,429\r\n"A, ""b""",3,1000,10,200\r\n"A, ""b""",4,1000,500,\r\n',
  );
});

test('10,000 requests are a few hundred points, which end with the whole count', () => {
  const run = made(
    'many',
    Array.from({ length: 10_000 }, (_, index) => [index, index + 5, index % 2 === 0 ? 200 : 503] as const),
  );
  const lines = countsCsv([run]).trim().split('\n');
  assert.ok(lines.length < 1010, String(lines.length));
  assert.equal(lines.at(-1), '10.004,5000,refused');
  assert.ok(lines.includes('10.004,5000,answered'));
  assert.ok(latencyCsv([run]).split('\n').length < 110);
  assert.equal(requestsCsv([run]).split('\r\n').length, 10_002);
});

test('however many requests end between two pauses, it is told once', async (context) => {
  const { bursts, session } = await running();
  session.answer = async () => ({ ok: true, response: response(200) });
  let told = 0;
  watch(
    () => bursts.runs.at(-1)?.count ?? 0,
    () => (told += 1),
  );
  // No pause ends while they are sent.
  context.mock.timers.enable({ apis: ['setTimeout'] });
  await bursts.send({ ...PLAN, total: MOST, together: 100 });
  context.mock.timers.reset();
  await settle();
  assert.equal(bursts.runs.at(-1)!.count, 10_000);
  assert.equal(told, 1);
});

test('a WebSocket is not sent in a burst, and says so', async () => {
  const { bursts, stores } = await running();
  stores.requests.edit(0, 'WEBSOCKET ws://localhost:3000/chat\n');
  await bursts.send(PLAN);
  assert.equal(bursts.problem, 'A WebSocket cannot be sent in a burst; choose a request.');
});
