process.on('uncaughtException', (error, origin) => {
  console.log('handled', origin, error instanceof Error ? error.message : error);
});
process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', origin));
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => {
  console.log('timer');
  Promise.reject(new Error('rejected'));
  setTimeout(() => {
    throw 'text';
  });
}, 1);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
throw new Error('main');
