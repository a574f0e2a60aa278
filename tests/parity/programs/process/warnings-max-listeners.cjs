const { EventEmitter } = require('node:events');
const emitter = new EventEmitter();
for (let n = 0; n < 12; n += 1) emitter.on('data', () => {});
const target = new EventTarget();
EventEmitter.setMaxListeners(1, target);
target.addEventListener('x', () => {});
target.addEventListener('x', () => {});
