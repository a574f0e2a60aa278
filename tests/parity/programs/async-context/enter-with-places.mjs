// Where enterWith() reaches: what an await's operand enters stays for the code after it.
import { AsyncLocalStorage } from 'node:async_hooks';
const store = new AsyncLocalStorage();
const enter = (value) => { store.enterWith(value); return value; };
async function helper(value, fail) { enter(value); await null; if (fail) throw new Error(fail); return value; }

async function caught() {
  try { await helper('in try', 'no'); } catch (error) { console.log(error.message, store.getStore()); } finally { console.log('finally', store.getStore()); }
  await (enter('unused'), helper('sequence'));
  console.log(store.getStore());
  const values = [await helper(1), await helper(await helper(2)), `${await helper(3)}`];
  console.log(values, store.getStore());
  return store.getStore();
}
console.log('before', store.getStore());
console.log('caught', await store.run('outer', caught), store.getStore());
const nested = async () => { await helper('arrow'); return (async () => { await helper('inner'); return store.getStore(); })(); };
console.log(await nested(), store.getStore());
class Service { async get() { await helper('method'); return store.getStore(); } static async *many() { await helper('generator'); yield store.getStore(); } }
console.log(await new Service().get());
for await (const each of Service.many()) console.log(each);
await Promise.all(['a', 'b', 'c'].map((id) => store.run(id, async () => { await helper(id + id); await new Promise((done) => setTimeout(done, 2)); console.log(id, store.getStore()); })));
