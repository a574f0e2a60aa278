const { EventEmitter } = require('node:events');
const emitter = new EventEmitter();
emitter.on('newListener', (name, listener) => console.log('newListener', name, listener.name));
emitter.on('removeListener', (name) => console.log('removeListener', name));
function first(...args) { console.log('first', this === emitter, args); }
emitter.on('x', first);
emitter.prependListener('x', function second() { console.log('second comes before'); });
emitter.once('x', function third() { console.log('third once'); });
emitter.prependOnceListener('x', function fourth() { console.log('fourth once before'); });
console.log(emitter.emit('x', 1, 2, 3, 4), emitter.emit('x'), emitter.emit('nothing'));
console.log(emitter.eventNames(), emitter.listenerCount('x'), emitter.listenerCount('x', first), emitter.listeners('x'), emitter.rawListeners('x').length, emitter.getMaxListeners());
emitter.off('x', first).removeAllListeners('x');
emitter.on('y', () => { emitter.on('y', () => console.log('added while emitting')); emitter.removeAllListeners('y'); });
emitter.on('y', () => console.log('still called'));
emitter.emit('y');
emitter.emit('y');
for (const attempt of [() => emitter.on('z', 'text'), () => emitter.emit('error', new TypeError('boom')), () => emitter.emit('error'), () => emitter.setMaxListeners(-1), () => emitter.emit('error', 'text')]) {
  try { attempt(); } catch (error) { console.log(error.name, error.code, error.message); }
}
console.log(EventEmitter.defaultMaxListeners, EventEmitter.EventEmitter === EventEmitter, EventEmitter.usingDomains, emitter);
