queueMicrotask(() => {
  throw new Error('in a microtask');
});
process.on('uncaughtException', (error, origin) => console.log(origin, error.message));
setTimeout(() => console.log('still alive'), 1);
