const { deprecate } = require('node:util');
const old = deprecate((a, b) => a + b, 'use sum()', 'MINE1');
console.log(old(1, 2), old(3, 4));
const Old = deprecate(class Old { constructor() { this.x = 1; } }, 'use New', 'MINE2');
console.log(new Old() instanceof Old);
const { Buffer } = require('node:buffer');
console.log(new Buffer('abc').toString());
require('node:url').parse('http://a b/');
