// Broken on purpose: every line of shipping.js is run, and nearly no fault is seen.
import assert from 'node:assert/strict';

export const tests = {
  'a small order pays for shipping'(shipping) {
    assert.ok(shipping(1000, 'DE') > 0);
    assert.ok(shipping(1000, 'FR') > 0);
  },
  'a larger order pays for shipping'(shipping) {
    assert.ok(shipping(4000, 'DE') > 0);
  },
  'a large order pays nothing'(shipping) {
    assert.equal(shipping(10_000, 'DE'), 0);
  },
  'a negative value is refused'(shipping) {
    assert.throws(() => shipping(-100, 'DE'));
  },
};
