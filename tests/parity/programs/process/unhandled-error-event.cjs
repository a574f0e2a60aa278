const { EventEmitter } = require('node:events');
class Job extends EventEmitter {}
const job = new Job();
function start() {
  job.emit('error', new Error('nobody listens'));
}
start();
