import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mock } from 'node:test';
import { json } from 'node:stream/consumers';
import { createServer } from 'node:http';
import { openOrders } from './orders.js';
import { openPayment } from './payment.js';

const cart = { customer: 'ada', items: [{ cents: 1500, count: 3 }] };

// Doubles that are good enough where a test looks at something else.
const pays = { charge: async () => ({ paid: true }) };
const saves = { save: async () => 7 };
const sends = { send: async () => {} };

/** A collaborator that must not be used: whoever touches it fails the test. */
const dummy = new Proxy({}, {
  get(target, name) {
    throw new assert.AssertionError({ message: `nobody should have asked for ${name}` });
  },
});

/** One test for each kind of double, each as one finds it in the wild. */
export const tests = {
  async dummy(placeOrder) {
    const empty = { customer: 'ada', items: [] };
    const doubles = { payment: dummy, orders: dummy, mail: dummy };
    await assert.rejects(placeOrder(empty, doubles), /empty/);
  },

  async stub(placeOrder) {
    const no = { charge: async () => ({ paid: false }) };
    const declined = await placeOrder(cart, { payment: no, orders: saves, mail: sends });
    assert.deepEqual(declined, { state: 'declined' });
    const placed = await placeOrder(cart, { payment: pays, orders: saves, mail: sends });
    assert.deepEqual(placed, { state: 'placed', id: 7, cents: 4500 });
  },

  async spy(placeOrder) {
    const mail = { send: mock.fn(async () => {}) };
    await placeOrder(cart, { payment: pays, orders: saves, mail });
    const sent = mail.send.mock.calls.map((call) => call.arguments);
    assert.deepEqual(sent, [['ada', 'Order 7: 4500 cents']]);
  },

  async mock(placeOrder) {
    const expected = [['ada', 4500]]; // written down before: exactly this, and once
    const payment = {
      async charge(...given) {
        assert.deepEqual(given, expected.shift());
        return { paid: true };
      },
    };
    await placeOrder(cart, { payment, orders: saves, mail: sends });
    assert.deepEqual(expected, []);
  },

  async fake(placeOrder) {
    const rows = []; // a store that works, in memory
    const orders = { save: async (order) => rows.push({ ...order }) };
    await placeOrder(cart, { payment: pays, orders, mail: sends });
    const { id } = await placeOrder(cart, { payment: pays, orders, mail: sends });
    assert.deepEqual([id, rows[id - 1].customer], [2, 'ada']);
  },

  async integration(placeOrder) {
    const charges = [];
    const bank = createServer(async (req, res) => {
      charges.push(await json(req));
      res.end(JSON.stringify({ paid: true }));
    }).listen(0);
    await once(bank, 'listening');
    const orders = openOrders(':memory:');
    try {
      const payment = openPayment(`http://localhost:${bank.address().port}`);
      const { id } = await placeOrder(cart, { payment, orders, mail: sends });
      assert.deepEqual(orders.find(id), { id, customer: 'ada', cents: 4500 });
      assert.deepEqual(charges, [{ customer: 'ada', cents: 4500 }]);
    } finally {
      bank.close();
      orders.close();
    }
  },
};
