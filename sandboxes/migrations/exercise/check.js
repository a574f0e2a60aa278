import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { clock, processes } from 'lab';

const OLD = 3001;
const NEW = 3002;
const RUNNERS = [3003, 3004];

async function send(method, port, path, body) {
  const headers = { Connection: 'close' };
  if (body) headers['Content-Type'] = 'application/json';
  const response = await fetch(`http://localhost:${port}${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** Lets time pass until the answer is there. */
async function settled(promise) {
  let done = false;
  const end = () => (done = true);
  promise.then(end, end);
  for (let step = 0; step < 200 && !done; step += 1) await clock.advance(100);
  assert.equal(done, true, 'There is no answer after 20 seconds.');
  return promise;
}
const stage = (name, port = RUNNERS[0]) =>
  settled(send('POST', port, `/stages/${name}`));

/** A statement over a connection of our own. */
function sql(text) {
  const socket = connect(5432).setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.on('data', (piece) => {
      answer += piece;
      if (!answer.endsWith('\n')) return;
      resolve(JSON.parse(answer));
      socket.end();
    });
    socket.on('error', reject);
    socket.write(`${JSON.stringify({ sql: text, values: [] })}\n`);
  });
}

async function reset(...stages) {
  await settled(send('POST', RUNNERS[0], '/reset'));
  for (const name of stages) {
    const { status, body } = await stage(name);
    assert.equal(status, 200, `The stage ${name}: ${JSON.stringify(body)}`);
  }
}

async function reads(port, id, name, when) {
  const who = port === OLD ? 'old' : 'new';
  const { status, body } = await settled(send('GET', port, `/users/${id}`));
  assert.deepEqual([status, body.name ?? body.error ?? null], [200, name],
    `${when}: user ${id} in the ${who} app.`);
}
async function writes(port, id, name, when) {
  const who = port === OLD ? 'old' : 'new';
  const { status, body } = await settled(send('PUT', port, `/users/${id}`, { name }));
  assert.equal(status, 200, `${when}: the ${who} app writes. ${JSON.stringify(body)}`);
}
async function creates(port, name, when) {
  const who = port === OLD ? 'old' : 'new';
  const { status, body } = await settled(send('POST', port, '/users', { name }));
  assert.equal(status, 201, `${when}: the ${who} app creates. ${JSON.stringify(body)}`);
  return body.id;
}

/** Each app that is live reads and writes; all see what each has written. */
async function works(live, when) {
  for (const port of live) {
    const name = `written by ${port === OLD ? 'old' : 'new'}, ${when}`;
    await writes(port, 20, name, when);
    const created = await creates(port, name, when);
    for (const other of live) {
      await reads(other, 20, name, when);
      await reads(other, created, name, when);
      await reads(other, 150, 'user 150', when);
    }
  }
}

/** Starts the backfill; resolves when its first batch is there and it pauses. */
async function halfway(port = RUNNERS[0]) {
  const answer = send('POST', port, '/stages/backfill');
  answer.catch(() => {}); // who awaits it, sees it
  let done = 0;
  for (let turn = 0; turn < 500 && done === 0; turn += 1) {
    const { rows } = await sql(
      'SELECT count(*) AS n FROM users WHERE full_name IS NOT NULL');
    done = rows?.[0].n ?? 0;
  }
  return { answer, done };
}

test('stage 1, expand: the old app reads and writes', async () => {
  await reset('expand');
  await works([OLD], 'after expand');
});

test('stage 2, dual write: the old app reads and writes', async () => {
  await reset('expand', 'dualWrite');
  await works([OLD], 'after dual write');
});

test('stage 3, backfill: it pauses, and no write is lost meanwhile', async () => {
  await reset('expand', 'dualWrite');
  const { answer, done } = await halfway();
  assert.equal(done > 0 && done <= 50, true,
    `At its first pause ${done} of 200 rows have a full_name: it should be 1 to 50.`);
  const ids = [1, 2, 19, 60, 120, 199, 200];
  const when = 'during the backfill';
  for (const id of ids) await writes(OLD, id, `changed ${id}`, when);
  const created = await creates(OLD, 'born in between', when);
  await settled(answer);
  for (const id of ids) await reads(NEW, id, `changed ${id}`, 'after the backfill');
  await reads(NEW, created, 'born in between', 'after the backfill');
});

test('stage 4, both apps live: each reads what the other writes', async () => {
  await reset('expand', 'dualWrite', 'backfill');
  await works([OLD, NEW], 'with both live');
});

test('stage 5, contract: the new app reads and writes, name is gone', async () => {
  await reset('expand', 'dualWrite', 'backfill');
  await writes(OLD, 33, 'the last by the old app', 'before the contract');
  const { status, body } = await stage('contract');
  assert.equal(status, 200, `The contract: ${JSON.stringify(body)}`);
  const { rows } = await sql('SELECT name FROM pragma_table_info(\'users\')');
  assert.deepEqual(rows.map(({ name }) => name).sort(), ['full_name', 'id'],
    'The columns of users.');
  await reads(NEW, 33, 'the last by the old app', 'after the contract');
  await works([NEW], 'after the contract');
});

test('a backfill before the dual write is 409 and changes nothing', async () => {
  await reset('expand');
  const { status } = await stage('backfill');
  assert.equal(status, 409, `The old app does not write full_name yet: ${status}.`);
  const { rows } = await sql(
    'SELECT count(*) AS n FROM users WHERE full_name IS NOT NULL');
  assert.equal(rows[0].n, 0, 'Rows that have a full_name.');
});

test('a contract before the backfill is 409 and changes nothing', async () => {
  await reset('expand', 'dualWrite');
  const { status } = await stage('contract');
  await works([OLD], 'after a contract that came too early');
  assert.equal(status, 409, `200 rows have no full_name, and the answer is ${status}.`);
});

test('each stage run once more applies nothing', async () => {
  await reset('expand', 'dualWrite', 'backfill', 'contract');
  for (const name of ['expand', 'dualWrite', 'backfill', 'contract']) {
    const { status, body } = await stage(name, RUNNERS[1]);
    assert.deepEqual([status, body], [200, { applied: false }], `${name}, once more.`);
  }
  await works([NEW], 'after all of it twice');
});

test('a stage that fails leaves nothing behind', async () => {
  await reset('expand', 'dualWrite', 'backfill');
  const form = "SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'users' ORDER BY 1";
  const before = await sql(form);
  await sql('CREATE VIEW names AS SELECT name FROM users'); // needs the column
  const { status } = await stage('contract');
  await sql('DROP VIEW names');
  assert.notEqual(status, 200, 'A view needs the column: it cannot be dropped.');
  assert.deepEqual(await sql(form), before, 'The table and its triggers.');
  const { body } = await stage('contract');
  assert.deepEqual(body, { applied: true }, 'The contract, once the view is gone.');
});

test('two runners at once apply a stage once', async () => {
  await reset('expand', 'dualWrite');
  const answers = await settled(Promise.all(
    RUNNERS.map((port) => send('POST', port, '/stages/backfill'))));
  const said = answers.map(({ status, body }) =>
    body.applied ? 'applied' : status === 200 || status === 409 ? 'not' : status);
  assert.deepEqual(said.sort(), ['applied', 'not'],
    'One applies it. The other says that it has not, or is refused with 409.');

  await reset('expand', 'dualWrite');
  const { answer } = await halfway();
  await clock.advance(150); // a pause is 100
  const second = send('POST', RUNNERS[1], '/stages/backfill');
  const [one, two] = await settled(Promise.all([answer, second]));
  assert.deepEqual([one.body.applied, two.body.applied ?? false], [true, false],
    'The second one comes in the middle of the backfill: the first one ends it.');
});

test('a runner that was killed stops the others for a minute at most', async () => {
  await reset('expand', 'dualWrite');
  await halfway();
  await processes.kill('migrator-1');
  await processes.start('migrator-1');
  await clock.advance(60_000);
  const early = await stage('contract', RUNNERS[1]);
  assert.equal(early.status, 409, 'The backfill was killed halfway.');
  const { status, body } = await stage('backfill', RUNNERS[1]);
  assert.deepEqual([status, body], [200, { applied: true }], 'The backfill, resumed.');
  await works([OLD, NEW], 'after a backfill in two parts');
});
