// beforeExit runs again after each new piece of work; exit runs once and cannot add any.
let rounds = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code, rounds);
  if (rounds < 2) {
    rounds += 1;
    setTimeout(() => console.log('more work', rounds), 1);
  } else if (rounds === 2) {
    rounds += 1;
    process.exitCode = 3;
  }
});
process.on('exit', (code) => {
  console.log('exit', code, process.exitCode);
  setTimeout(() => console.log('never'), 0);
  process.nextTick(() => console.log('never'));
  Promise.resolve().then(() => console.log('never'));
});
console.log('main');
