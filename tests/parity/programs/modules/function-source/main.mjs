// Functions give the text that their author wrote, whatever runs them.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';

const store = new AsyncLocalStorage();
const handler = async (req) => { const user = await req.user; return user; };
console.log(handler.toString());
console.log(store.run(1, () => String(class { async get() { for await (const x of []) await x; } })));
async function everything(a, b = 1) {
  try {
    label: for await (const each of [a, b]) {
      if (await each) continue label;
      await (a, await b);
    }
    await import('node:fs'), import.meta.url;
  } catch (error) {
    await error; // an await in a comment
  } finally {
    await null
  }
  return [await a, `${await b} await`, ...(await a), async () => await b];
}
console.log(everything.toString());
console.log(String(async () => ({ ...(await 1), key: await import('node:fs') })));
console.log((async function* () { yield await 1; }).toString());
console.log(Function.prototype.toString.call(Function.prototype.toString), Function.prototype.toString.name, Function.prototype.toString.length);
console.log(String(Math.max), String(class A {}), `${{ method() { return 1; } }.method}`);
try { Function.prototype.toString.call({}); } catch (error) { console.log(error.name); }
console.log(createRequire(import.meta.url)('./common.cjs').map(String).join('\n'));
// The text still runs.
console.log(await (0, eval)(`(${handler})`)({ user: Promise.resolve('ada') }));
