// Events of ports: listeners of both kinds, what an event is, closing inside, before and between messages.
import { MessageChannel } from 'node:worker_threads';

const alive = setInterval(() => {}, 1000); // a port without listeners for messages keeps nothing alive
const closed = (port) => new Promise((resolve) => port.on('close', resolve));
const attempt = (action) => {
  try {
    return action();
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};
{
  const { port1, port2 } = new MessageChannel();
  const ends = [closed(port1), closed(port2)];
  port2.addEventListener('message', (event) => {
    console.log(event.constructor.name, event.type, event.data, event.ports, event.origin, event.lastEventId, event.source, event.target === port2, event.currentTarget === port2, event.isTrusted);
    console.log(attempt(() => event.bubbles), attempt(() => event.cancelable), attempt(() => event.composedPath().length), attempt(() => event.timeStamp > 0), attempt(() => event.preventDefault()));
  });
  port2.on('message', (message) => console.log('on', message));
  port2.once('message', (message) => console.log('once', message));
  port1.postMessage('one');
  port1.postMessage('two');
  port1.close();
  await Promise.all(ends);
}
{
  const { port1, port2 } = new MessageChannel();
  const ends = [closed(port1), closed(port2)];
  port2.on('message', (message) => {
    console.log('closes at', message);
    port2.close();
    console.log('closed', attempt(() => port2.postMessage('x')), attempt(() => port2.close()), attempt(() => port2.start()), attempt(() => port2.ref()), attempt(() => port2.hasRef()));
  });
  port1.postMessage(1);
  port1.postMessage(2);
  await Promise.all(ends);
  console.log(attempt(() => port1.postMessage('to nobody')), attempt(() => port1.close()), attempt(() => port1.hasRef()), attempt(() => port1.unref()));
}
{
  const { port1, port2 } = new MessageChannel();
  const ends = [closed(port1), closed(port2)];
  port1.close(() => console.log('callback of close'));
  await Promise.all(ends);
}
{
  const { port1 } = new MessageChannel();
  for (const name of ['postMessage', 'start', 'close', 'drain', 'ref', 'unref', 'hasRef']) console.log(name, attempt(() => port1[name]?.call({}, 1)));
  console.log(port1, Object.prototype.toString.call(port1));
  port1.close();
}
const event = new MessageEvent('message', { data: 1, origin: 'o', lastEventId: 'i' });
console.log(event.type, event.data, event.origin, event.lastEventId, event.source, event.ports);
console.log(attempt(() => new MessageEvent('message', { source: 5 })), attempt(() => new MessageEvent('message', { ports: 5 })), attempt(() => new MessageEvent('message', { ports: [{}] })), attempt(() => new MessageEvent()));
clearInterval(alive);
