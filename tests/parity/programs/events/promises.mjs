import { EventEmitter, on, once, getEventListeners, getMaxListeners, errorMonitor, captureRejectionSymbol, addAbortListener } from 'node:events';
const emitter = new EventEmitter();
setImmediate(() => emitter.emit('ready', 1, 2));
console.log(await once(emitter, 'ready'));
setImmediate(() => emitter.emit('error', new Error('failed')));
await once(emitter, 'ready').catch((error) => console.log(error.message));
const controller = new AbortController();
setImmediate(() => { for (let n = 0; n < 3; n += 1) emitter.emit('item', n); });
for await (const [item] of on(emitter, 'item')) {
  console.log('item', item);
  if (item === 2) break;
}
setImmediate(() => { emitter.emit('item', 'a'); controller.abort(); });
try {
  for await (const [item] of on(emitter, 'item', { signal: controller.signal })) console.log('item', item);
} catch (error) {
  console.log(error.name, error.code, error.message);
}
setImmediate(() => { emitter.emit('item', 'last'); emitter.emit('end'); });
for await (const [item] of on(emitter, 'item', { close: ['end'] })) console.log(item);
emitter.on(errorMonitor, (error) => console.log('monitor', error.message));
emitter.once('error', () => console.log('handled'));
emitter.emit('error', new Error('watched'));
const capturing = new EventEmitter({ captureRejections: true });
capturing.on('work', async () => { throw new Error('async listener'); });
capturing.on('error', (error) => console.log('captured', error.message));
capturing.emit('work');
await new Promise((resolve) => setImmediate(resolve));
capturing[captureRejectionSymbol] = (error, name, ...args) => console.log('symbol', error.message, name, args);
capturing.emit('work', 42);
await new Promise((resolve) => setImmediate(resolve));
console.log(getEventListeners(emitter, 'item').length, getMaxListeners(emitter), await once(new EventTarget(), 'x', { signal: AbortSignal.abort() }).catch((error) => error.name));
addAbortListener(AbortSignal.abort(), () => console.log('abort listener'));
