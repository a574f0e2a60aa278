import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { clock } from 'lab';

async function visit(port, times) {
  const statuses = [];
  for (let count = 0; count < times; count += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
    statuses.push(response.status);
  }
  return statuses.join(' ');
}

describe('a gate has the limit that its environment gives', () => {
  it('lets two through in the north', async () => assert.equal(await visit(3001, 3), '200 200 429'));
  it('lets four through in the south', async () => assert.equal(await visit(3002, 5), '200 200 200 200 429'));
});

test('a minute later both are open again', async (t) => {
  await clock.advance(60_000);
  for (const [name, port] of [['north', 3001], ['south', 3002]])
    await t.test(name, async () => assert.equal(await visit(port, 1), '200', `The ${name} gate stays shut.`));
});

test('times are those of Greenwich', () => assert.equal(new Date(0).getHours(), 0));
console.log('the check has begun');
