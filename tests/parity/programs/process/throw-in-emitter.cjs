const { EventEmitter } = require('node:events');
const emitter = new EventEmitter();
emitter.on('work', () => {
  throw new Error('in a listener');
});
emitter.emit('work');
