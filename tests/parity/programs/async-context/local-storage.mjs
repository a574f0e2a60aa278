import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { createServer, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { readFile } from 'node:fs';
import { promisify } from 'node:util';
const storage = new AsyncLocalStorage();
const show = (label) => console.log(label, storage.getStore());
const all = storage.run('A', async () => {
  show('sync');
  await null;
  show('after await');
  await new Promise((resolve) => setTimeout(() => resolve(show('timeout')), 1));
  await new Promise((resolve) => setImmediate(() => resolve(show('immediate'))));
  process.nextTick(() => show('tick'));
  queueMicrotask(() => show('microtask'));
  Promise.resolve().then(() => show('then')).finally(() => show('finally'));
  await new Promise((resolve) => readFile(new URL(import.meta.url), () => resolve(show('fs callback'))));
  try { await Promise.reject(new Error('x')); } catch { show('catch'); }
  for await (const n of (async function* () { yield 1; show('inside generator'); yield 2; })()) show(`for await ${n}`);
  await storage.run('nested', async () => { await delay(1); show('nested'); });
  show('after nested');
  storage.exit(() => show('exited'));
  await Promise.all([delay(1), storage.run('B', () => delay(1).then(() => show('in all')))]);
  show('after all');
  storage.enterWith('entered');
  await null;
  show('after enterWith');
});
show('outside');
await all;
show('still outside');
const emitter = new EventEmitter();
storage.run('registered', () => emitter.on('x', () => show('listener')));
storage.run('emitted', () => emitter.emit('x'));
const bound = storage.run('bound', () => AsyncResource.bind(() => show('bound function')));
bound();
const snapshot = storage.run('snap', () => AsyncLocalStorage.snapshot());
snapshot(() => show('snapshot'));
AsyncLocalStorage.bind(() => show('static bind'))();
const resource = storage.run('resource', () => new AsyncResource('MINE'));
resource.runInAsyncScope(() => show('async scope'));
// Both requests are under way together; that of /one ends first.
const bothClosed = Promise.withResolvers();
const answers = {};
const server = createServer((request, response) => {
  storage.run(request.url, async () => {
    await delay(2);
    request.on('close', () => {
      show('request close');
      if (request.url === '/one') answers['/two']();
      else bothClosed.resolve();
    }).resume();
    answers[request.url] = () => response.end(storage.getStore());
    if (Object.keys(answers).length === 2) answers['/one']();
  });
});
await new Promise((resolve) => server.listen(0, resolve));
const fetchText = (path) => new Promise((resolve) => storage.run(`client ${path}`, () => get({ port: server.address().port, path, agent: false }, async (response) => {
  let text = '';
  for await (const chunk of response) text += chunk;
  resolve(`${text} ${storage.getStore()}`);
})));
const texts = await Promise.all([fetchText('/one'), fetchText('/two')]);
await bothClosed.promise;
console.log(texts);
server.close();
console.log(new AsyncLocalStorage({ defaultValue: 'default', name: 'named' }).getStore(), new AsyncLocalStorage({ name: 'named' }).name);
storage.run('last', () => promisify(setImmediate)().then(() => show('promisified')));
storage.disable();
show('disabled');
