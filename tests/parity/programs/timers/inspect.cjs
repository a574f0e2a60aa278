const { inspect } = require('node:util');
const timer = setTimeout(() => {}, 5);
console.log(inspect(timer).replace(/\d+/g, 'N'));
const immediate = setImmediate(() => {});
console.log(inspect(immediate).replace(/\d+/g, 'N'));
