setImmediate(() => {
  console.log('A');
  setImmediate(() => console.log('immediate of A'));
  process.nextTick(() => console.log('tick of A'));
});
setImmediate(() => console.log('B'));
