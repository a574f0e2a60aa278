const { promisify } = require('node:util');
(async () => {
  console.log(await promisify(setTimeout)(1, 'timer'), await promisify(setImmediate)('immediate'));
  using timer = setInterval(() => console.log('never'), 1);
  console.log('end of scope');
})();
