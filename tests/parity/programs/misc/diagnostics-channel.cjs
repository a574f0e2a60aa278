const { channel, subscribe, unsubscribe, hasSubscribers, tracingChannel } = require('node:diagnostics_channel');
const { AsyncLocalStorage } = require('node:async_hooks');
const one = channel('one');
const listener = (message, name) => console.log('message', message, name);
console.log(one.hasSubscribers, hasSubscribers('one'));
subscribe('one', listener);
one.publish({ a: 1 });
console.log(unsubscribe('one', listener), unsubscribe('one', listener), one.hasSubscribers, channel('one') === one, one.name);
const storage = new AsyncLocalStorage();
one.bindStore(storage, (data) => ({ wrapped: data }));
one.runStores('data', () => console.log(storage.getStore()));
const tracing = tracingChannel('work');
tracing.subscribe(Object.fromEntries(['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((name) => [name, (message) => console.log(name, { ...message })])));
console.log(tracing.traceSync((x) => x + 1, { id: 1 }, null, 41));
try { tracing.traceSync(() => { throw new TypeError('bad').message; }, { id: 2 }); } catch (error) { console.log(error); }
tracing.tracePromise(async () => 'value', { id: 3 }).then(console.log);
tracing.traceCallback((callback) => setImmediate(callback, null, 'result'), 0, { id: 4 }, null, (error, value) => console.log('callback', error, value));
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
subscribe('throws', () => { throw new Error('subscriber'); });
channel('throws').publish(1);
try { subscribe('x', 12); } catch (error) { console.log(error.code, error.message); }
