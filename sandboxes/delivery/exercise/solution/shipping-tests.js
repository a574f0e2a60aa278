import assert from 'node:assert/strict';

export const tests = {
  'a small order pays the whole'(shipping) {
    assert.equal(shipping(0, 'DE'), 490);
    assert.equal(shipping(2999, 'DE'), 490);
    assert.equal(shipping(2999, 'FR'), 990);
  },
  'from 30 euros it is half'(shipping) {
    assert.equal(shipping(3000, 'DE'), 245);
    assert.equal(shipping(4999, 'FR'), 495);
  },
  'from 50 euros it is nothing'(shipping) {
    assert.equal(shipping(5000, 'DE'), 0);
    assert.equal(shipping(10_000, 'FR'), 0);
  },
  'what is no number of cents is refused'(shipping) {
    for (const cents of [-1, 10.5, '1000', NaN, undefined]) {
      assert.throws(() => shipping(cents, 'DE'), RangeError);
    }
  },
};
