const assert = require('node:assert/strict');
function check(value) {
  assert.equal(value.total, 12, undefined);
}
check({ total: 11 });
