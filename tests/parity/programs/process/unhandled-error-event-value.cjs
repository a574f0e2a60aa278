const { EventEmitter } = require('node:events');
new EventEmitter().emit('error', { reason: 'not an error', depth: { x: 1 } });
