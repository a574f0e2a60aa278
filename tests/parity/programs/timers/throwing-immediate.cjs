// An immediate that throws: those after it run, after the ticks and microtasks of the handler.
process.on('uncaughtException', (error) => {
  console.log('caught', error.message);
  process.nextTick(() => console.log('tick of the handler'));
  Promise.resolve().then(() => console.log('microtask of the handler'));
  setImmediate(() => console.log('immediate of the handler'));
});
setImmediate(() => { Promise.resolve().then(() => console.log('microtask before')); throw new Error('first'); });
setImmediate(() => console.log('second'));
setImmediate(() => { throw new Error('third'); });
const cleared = setImmediate(() => console.log('must not run'));
setImmediate(() => console.log('last'));
setImmediate(() => console.log('one more'));
clearImmediate(cleared);
