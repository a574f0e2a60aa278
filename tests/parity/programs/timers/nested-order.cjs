setTimeout(() => {
  console.log('outer 1');
  setTimeout(() => console.log('inner later'), 200);
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick'));
}, 1);
setTimeout(() => {
  console.log('outer 1 again');
  process.nextTick(() => {
    console.log('tick again');
    setImmediate(() => console.log('immediate again'));
  });
}, 1);
const start = Date.now();
while (Date.now() - start < 10);
