// The web team's test of its own code, against a stand-in. What passes is recorded.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { like, record } from './pact.js';
import { newest, show } from './web.js';

const contract = record('web');

test('shows the newest of two orders', () => contract.interaction({
  given: 'customer 7 has two orders',
  request: { method: 'GET', path: '/orders?customer=7' },
  response: {
    status: 200,
    body: {
      data: [
        { id: 12, total: like(4200), status: 'paid', note: like('no bell') },
        { id: 11 },
      ],
    },
  },
}, async (api) => {
  assert.equal(await newest(api, 7), 'Order 12, €42.00, being packed. NO BELL');
}));

test('says that there is no order', () => contract.interaction({
  given: 'there is no order 99',
  request: { method: 'GET', path: '/orders/99' },
  response: { status: 404 },
}, async (api) => {
  assert.equal(await show(api, 99), 'No such order');
}));

after(() => contract.write());
