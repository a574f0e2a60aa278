import { inspect } from 'node:util';
const resolved = Promise.resolve({ a: 1 });
const rejected = Promise.reject(new Error('no').message);
rejected.catch(() => {});
console.log(inspect(new Promise(() => {})));
console.log(resolved, rejected);
async function value() { return 42; }
const pending = value();
await pending;
console.log(pending, [Promise.resolve()]);
