const assert = require('node:assert');
const list = [1, 2, 3];
assert(list.length === 4 && list.includes('a long enough expression'));
