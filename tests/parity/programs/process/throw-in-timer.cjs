setTimeout(function late() {
  throw new Error('in a timer');
}, 1);
setTimeout(() => console.log('never'), 20);
process.on('exit', (code) => console.log('exit', code));
