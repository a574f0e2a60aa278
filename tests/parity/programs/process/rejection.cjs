async function work() {
  await null;
  throw new Error('nobody catches me');
}
process.on('exit', (code) => console.log('exit', code));
work();
setTimeout(() => console.log('never'), 50);
