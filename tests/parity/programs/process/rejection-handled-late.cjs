process.on('unhandledRejection', (reason, promise) => {
  console.log('unhandled', reason.message, promise === late);
});
process.on('rejectionHandled', (promise) => console.log('handled', promise === late));
const late = Promise.reject(new Error('caught late'));
setTimeout(() => late.catch((error) => console.log('caught', error.message)), 5);
const inTime = Promise.reject(new Error('caught in time'));
process.nextTick(() => inTime.catch(() => console.log('in time')));
process.on('exit', (code) => console.log('exit', code));
