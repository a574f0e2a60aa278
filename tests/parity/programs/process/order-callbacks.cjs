const fs = require('node:fs');
function both(label) {
  process.nextTick(() => console.log(label, 'tick'));
  Promise.resolve().then(() => console.log(label, 'promise'));
}
setTimeout(() => {
  console.log('timer a');
  both('a');
}, 1);
setTimeout(() => {
  console.log('timer b');
  both('b');
}, 1);
setTimeout(() => {
  setImmediate(() => {
    console.log('immediate a');
    both('ia');
  });
  setImmediate(() => {
    console.log('immediate b');
    both('ib');
    fs.stat('.', () => {
      console.log('io');
      both('io');
      setTimeout(() => console.log('timeout from io'), 0);
      setImmediate(() => console.log('immediate from io'));
      const start = Date.now();
      while (Date.now() - start < 3);
    });
  });
}, 30);
