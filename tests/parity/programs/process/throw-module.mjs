process.on('exit', (code) => console.log('exit', code));
function fail() {
  throw new Error('from a module');
}
await null;
fail();
