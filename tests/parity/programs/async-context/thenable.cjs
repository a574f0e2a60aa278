const { AsyncLocalStorage } = require('node:async_hooks');
const storage = new AsyncLocalStorage();
storage.run('thenable', async () => {
  const value = await { then(resolve) { console.log('then called', storage.getStore()); setTimeout(() => resolve('v'), 1); } };
  console.log(value, storage.getStore());
});
