import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processes } from 'lab';

const TOTAL = 4000; // cents, in four accounts
const MOST = 20; // statements of a transfer that are tried
const bank = 'http://localhost:3000';

async function send(method, path, body) {
  const headers = { Connection: 'close' };
  if (body) headers['Content-Type'] = 'application/json';
  const text = body && JSON.stringify(body);
  const response = await fetch(`${bank}${path}`, { method, headers, body: text });
  const answer = await response.text();
  const json = /json/.test(response.headers.get('Content-Type') ?? '');
  return { status: response.status, value: json ? JSON.parse(answer) : undefined };
}
const pay = (from, to, amount, note = '') =>
  send('POST', '/transfers', { from, to, amount, note });

/** Balances by account, and the rows of the audit. */
async function look() {
  const { value: audit } = await send('GET', '/audit');
  const { value: accounts } = await send('GET', '/accounts');
  return {
    balances: Object.fromEntries(accounts.map(({ id, balance }) => [id, balance])),
    audit,
  };
}

/** Balances after some transfers. */
function after({ balances }, ...transfers) {
  const then = { ...balances };
  for (const { payer, payee, amount } of transfers) {
    then[payer] -= amount;
    then[payee] += amount;
  }
  return then;
}

/** After a transfer all is there, or nothing. `done` undefined: either will do. */
async function isWhole(before, { payer, payee, amount }, done, what) {
  const now = await look();
  const made = done ?? now.audit.length > before.audit.length
    ? [{ payer, payee, amount }] : [];
  assert.deepEqual(now.balances, after(before, ...made), `${what}: the balances.`);
  assert.equal(now.audit.length, before.audit.length + made.length,
    `${what}: the rows of the audit.`);
}

/** The richest account and the one after it, so that there is something to pay. */
function pair({ balances }) {
  const [payer] = [1, 2, 3, 4].sort((a, b) => balances[b] - balances[a]);
  return { payer, payee: (payer % 4) + 1, amount: 30 };
}

async function works() {
  const before = await look();
  const { payer, payee, amount } = pair(before);
  const { status } = await pay(payer, payee, amount);
  assert.equal(status, 201, `A good transfer afterwards is answered ${status}.`);
  await isWhole(before, { payer, payee, amount }, true, 'A good transfer afterwards');
}

test('a transfer that is covered is made: 201', async () => {
  const before = await look();
  const transfer = { payer: 1, payee: 2, amount: before.balances[1] };
  const { status } = await pay(1, 2, transfer.amount, 'all of it');
  assert.equal(status, 201, `All that Ada has, and it is answered ${status}.`);
  await isWhole(before, transfer, true, 'All that Ada has, to Bob');
  const { id: _, ...row } = (await look()).audit.at(-1);
  assert.equal((await pay(2, 1, transfer.amount)).status, 201, 'And back again.');
  assert.deepEqual(row, { ...transfer, note: 'all of it' }, 'The row of the audit.');
});

test('an overdraft is 409 and changes nothing', async () => {
  const before = await look();
  const transfer = { payer: 3, payee: 4, amount: before.balances[3] + 1 };
  const { status } = await pay(3, 4, transfer.amount);
  await isWhole(before, transfer, false, 'A cent more than Cy has');
  assert.equal(status, 409, `A cent more than Cy has is answered ${status}.`);
});

test('an unknown account is 404, and nobody has paid', async () => {
  for (const [payer, payee] of [[1, 99], [99, 1]]) {
    const before = await look();
    const { status } = await pay(payer, payee, 30);
    await isWhole(before, { payer, payee }, false, `From ${payer} to ${payee}`);
    assert.equal(status, 404, `From ${payer} to ${payee} is answered ${status}.`);
  }
});

test('from an account to itself is 422 and changes nothing', async () => {
  const before = await look();
  const { status } = await pay(2, 2, 30);
  await isWhole(before, { payer: 2, payee: 2 }, false, 'From Bob to Bob');
  assert.equal(status, 422, `From Bob to Bob is answered ${status}.`);
});

test('a statement that fails takes the others back', async () => {
  const before = await look();
  const transfer = { ...pair(before) };
  const note = 'n'.repeat(41); // the audit refuses it
  const { status } = await pay(transfer.payer, transfer.payee, transfer.amount, note);
  await isWhole(before, transfer, false, 'The audit refuses the note');
  assert.notEqual(status, 201, 'Nothing was done, and the answer is 201.');
  await works();
});

test('whichever statement is lost, all is done or nothing', async () => {
  for (let at = 1; at <= MOST; at += 1) {
    const before = await look();
    const transfer = pair(before);
    await send('PUT', '/fault', { at, kind: 'error' });
    const { status } = await pay(transfer.payer, transfer.payee, transfer.amount);
    const { value: { fired } } = await send('GET', '/fault');
    const what = `Statement ${at} is lost, the answer is ${status}`;
    // What was lost behind COMMIT is an error, and the money has moved.
    await isWhole(before, transfer, status === 201 || undefined, what);
    assert.equal(status === 201 || status >= 500, true, `${what}: whose fault was it?`);
    await works();
    if (!fired) return;
  }
});

test('wherever the process is killed, all is done or nothing', async () => {
  await pay(1, 2, 7); // so that the balances are not those of the first day
  for (let at = 1; at <= MOST; at += 1) {
    const before = await look();
    const transfer = pair(before);
    await send('PUT', '/fault', { at, kind: 'hang' });
    let status;
    const answer = pay(transfer.payer, transfer.payee, transfer.amount)
      .then((answered) => (status = answered.status), () => {});
    let fired = false;
    for (let turn = 0; turn < 500 && !fired && status === undefined; turn += 1) {
      ({ value: { fired } } = await send('GET', '/fault'));
    }
    if (!fired) {
      await answer;
      await isWhole(before, transfer, status === 201, `It has no statement ${at}`);
      return;
    }
    await processes.kill('app');
    await answer;
    await processes.start('app');
    await isWhole(before, transfer, undefined,
      `Killed at statement ${at}, started again`);
  }
});

test('200 transfers with faults: no money is made or lost', async () => {
  let seed = 21;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const before = await look();
  let done = 0;
  for (let turn = 0; turn < 200; turn += 1) {
    const [from, to] = [1 + random(5), 1 + random(5)]; // there is no account 5
    const note = random(6) === 0 ? 'n'.repeat(41) : 'n';
    const at = 1 + random(7);
    if (random(3) === 0) await send('PUT', '/fault', { at, kind: 'error' });
    const { status } = await pay(from, to, 1 + random(900), note);
    if (status === 201) done += 1;
  }
  const now = await look();
  const sum = Object.values(now.balances).reduce((all, one) => all + one, 0);
  assert.equal(sum, TOTAL, `There were ${TOTAL} cents in the bank, now it is ${sum}.`);
  const rows = now.audit.slice(before.audit.length);
  const missing = Math.max(0, done - rows.length);
  assert.equal(missing, 0, `${done} answers were 201, ${rows.length} rows are there.`);
  assert.deepEqual(now.balances, after(before, ...rows),
    'The balances are not those that the rows of the audit lead to.');
  const least = Math.min(...Object.values(now.balances));
  assert.equal(least < 0, false, `An account has ${least}.`);
  await works();
});
