setTimeout(() => console.log('timer'), 0);
process.nextTick(() => {
  console.log('tick 1');
  Promise.resolve().then(() => console.log('promise of tick 1'));
});
Promise.resolve().then(() => {
  console.log('promise 1');
  process.nextTick(() => console.log('tick of promise 1'));
  queueMicrotask(() => console.log('microtask of promise 1'));
});
process.nextTick(() => console.log('tick 2'));
