setTimeout(() => {
  console.log('one');
  Promise.resolve().then(() => console.log('promise of one'));
  process.nextTick(() => console.log('tick of one'));
}, 1);
setTimeout(() => console.log('two'), 0);
