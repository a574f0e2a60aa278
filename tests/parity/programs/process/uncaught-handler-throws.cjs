process.on('exit', (code) => console.log('exit', code));
process.on('uncaughtException', (error) => {
  console.log('handling', error.message);
  throw new Error('from the handler');
});
throw new Error('first');
