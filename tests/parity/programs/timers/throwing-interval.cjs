process.on('uncaughtException', (error) => console.log('caught', error.message));
setTimeout(() => { throw new Error('a'); }, 5);
setTimeout(() => console.log('b still runs'), 5);
setImmediate(() => { throw new Error('i'); });
setImmediate(() => {
  console.log('second immediate still runs');
  let count = 0;
  const interval = setInterval(() => {
    count += 1;
    if (count > 2) clearInterval(interval);
    throw new Error(`round ${count}`);
  }, 5);
});
const start = Date.now();
while (Date.now() - start < 15);
