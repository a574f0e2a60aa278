const { AsyncLocalStorage, executionAsyncId, triggerAsyncId, AsyncResource, executionAsyncResource } = require('node:async_hooks');
const storage = new AsyncLocalStorage();
const other = new AsyncLocalStorage();
async function inner(label) {
  await 1;
  console.log(label, storage.getStore(), other.getStore());
  return label;
}
storage.run({ id: 1 }, () => {
  other.run('o', () => inner('both').then(inner));
  inner('one');
});
inner('none');
console.log(typeof executionAsyncId(), typeof triggerAsyncId(), typeof executionAsyncResource());
class Pool extends AsyncResource {
  constructor() { super('Pool'); }
  work(callback) { setImmediate(() => this.runInAsyncScope(callback, null, 'argument')); }
}
storage.run('pool', () => new Pool().work((value) => {
  console.log(value, storage.getStore());
  storage.run('error', () => setTimeout(() => { throw new Error('thrown in a context'); }, 1));
}));
process.on('uncaughtException', (error) => console.log(error.message, storage.getStore()));
for (const attempt of [() => new AsyncResource(), () => new AsyncResource('x').bind(12), () => AsyncLocalStorage.bind(1)]) {
  try { attempt(); } catch (error) { console.log(error.name, error.code, error.message); }
}
