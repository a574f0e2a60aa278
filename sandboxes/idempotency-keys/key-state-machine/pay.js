// What happens between the claim and the answer, and where the process may die.
import { claim, db, go } from './keys.js';
import { TIMEOUT, ways } from './ways.js';

db.exec(`
  CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY, scope TEXT, key TEXT, charge INT, UNIQUE (scope, key)
  )
`);
const intend = db.prepare(`
  INSERT INTO orders (scope, key) VALUES (:scope, :key)
  ON CONFLICT (scope, key) DO UPDATE SET key = key RETURNING id`);
const paid = db.prepare('UPDATE orders SET charge = ? WHERE id = ?');

function transaction(steps) {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = steps();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** @param dieAt where the process is killed, if this is the place for it */
export async function pay(request, { way, card, dieAt }) {
  const { lease, keyForBank } = ways[way];
  const { answer, attempt } = claim(request, lease);
  if (answer) return answer;
  const claimed = { ...request, attempt };
  const lost = { status: 409, body: { error: 'taken over' }, retryAfter: 1 };
  const unknown = { status: 504, body: { error: 'the bank is silent' }, retryAfter: 1 };
  const refused = () => {
    go(claimed, 'failed'); // surely nothing was done: the next may try at once
    return { status: 503, body: { error: 'try again' }, retryAfter: 1 };
  };
  await dieAt('claimed');

  // 1. What is going to be done is written down before anything outside is touched.
  const { scope, key } = request;
  const order = transaction(() => go(claimed, 'running') && intend.get({ scope, key }));
  if (!order) return lost;
  await dieAt('running');

  // 2. The bank. No transaction of ours reaches it.
  const headers = { 'Content-Type': 'application/json', Connection: 'close' };
  if (keyForBank) headers['Idempotency-Key'] = `order-${order.id}`;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TIMEOUT);
  let response, body;
  try {
    response = await fetch('http://localhost:4000/charges', {
      method: 'POST', headers, body: JSON.stringify({ card }),
      signal: late.signal,
    });
    body = await response.json();
  } catch (error) {
    if (error.cause?.code === 'ECONNREFUSED') return refused();
    return unknown; // charged or not. The claim stays until its lease is over
  } finally {
    clearTimeout(timer);
  }
  if (response.status === 503) return refused(); // so this bank's documentation says
  if (response.status !== 200 && response.status !== 402) return unknown;
  await dieAt('charged');

  // 3. The result and the answer, together.
  const status = response.ok ? 201 : 402;
  const result = response.ok ? { order: order.id, ...body } : body;
  const done = transaction(() => {
    if (!go(claimed, 'done', { status, body: result })) return false;
    if (response.ok) paid.run(body.charge, order.id);
    return true;
  });
  if (!done) return lost;
  await dieAt('done');
  return { status, body: result };
}
