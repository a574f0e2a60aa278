import { once } from 'node:events';
import { BroadcastChannel, MessageChannel, Worker } from 'node:worker_threads';

const busy = new Worker('require("worker_threads").parentPort.postMessage("busy"); for (;;);', { eval: true });
await once(busy, 'message');
console.log(await busy.terminate());

const idle = new Worker('setInterval(() => {}, 1000)', { eval: true });
await once(idle, 'online');
idle.unref();
idle.ref();
idle.on('exit', (code) => console.log('exit', code));
await idle.terminate();

// Two threads talk over a port that the main thread has made for them.
const { port1, port2 } = new MessageChannel();
const talk = `
  const { parentPort } = require('node:worker_threads');
  parentPort.once('message', ({ port, start }) => {
    port.on('message', (count) => {
      if (count < 4) port.postMessage(count + 1);
      else { parentPort.postMessage(count); port.close(); }
      if (count >= 3) parentPort.close();
    });
    if (start) port.postMessage(0);
  });
`;
const [one, two] = [new Worker(talk, { eval: true }), new Worker(talk, { eval: true })];
one.postMessage({ port: port1, start: true }, [port1]);
two.postMessage({ port: port2 }, [port2]);
for (const worker of [one, two]) worker.on('message', (count) => console.log('counted to', count));
await Promise.all([one, two].map((worker) => once(worker, 'exit')));

const channel = new BroadcastChannel('news');
const listener = new Worker(`
  const channel = new (require('node:worker_threads').BroadcastChannel)('news');
  channel.onmessage = ({ data }) => { console.log('heard', data); channel.close(); };
  require('node:worker_threads').parentPort.postMessage('listening');
`, { eval: true });
await once(listener, 'message');
channel.postMessage({ headline: 'all threads' });
await once(listener, 'exit');

// In one thread, too; not to itself, not after it is closed, and what was said before is heard.
const [first, second, third] = Array.from({ length: 3 }, () => new BroadcastChannel('news'));
const heard = { first: [], second: [], third: [] };
for (const [name, each] of Object.entries({ first, second, third })) each.onmessage = ({ data }) => heard[name].push(data);
third.close();
first.postMessage(1);
channel.postMessage(new Map([['two', new Uint8Array([2])]]));
while (heard.first.length + heard.second.length < 3) await new Promise(setImmediate);
console.log(heard);
for (const each of [channel, first, second]) each.close();
try {
  first.postMessage(3);
} catch ({ name, message }) {
  console.log(name, message);
}
console.log('done');
