// The accountants' test: they need the amounts to the cent, and neither ids nor notes.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { turnover } from './billing.js';
import { record } from './pact.js';

const contract = record('billing');

test('adds up two orders', () => contract.interaction({
  given: 'customer 7 has two orders',
  request: { method: 'GET', path: '/orders?customer=7' },
  response: {
    status: 200,
    body: {
      data: [{ total: 4200, status: 'paid' }, { total: 900, status: 'shipped' }],
    },
  },
}, async (api) => {
  assert.equal(await turnover(api, 7), 5100);
}));

after(() => contract.write());
