import { once } from 'node:events';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

const { port1, port2 } = new MessageChannel();
port2.postMessage({ sync: true, map: new Map([[1, 2]]), when: new Date(0) });
console.log(receiveMessageOnPort(port1), receiveMessageOnPort(port1));

port1.on('message', (message) => {
  console.log('port1', message);
  if (message === 'last') port1.close();
});
port1.on('close', () => console.log('port1 closed'));
port2.postMessage('first');
process.nextTick(() => console.log('tick'));
setImmediate(() => port2.postMessage('last'));

const channel = new MessageChannel();
const buffer = new ArrayBuffer(4);
channel.port1.postMessage({ buffer, port: port2 === undefined }, [buffer]);
console.log(buffer.byteLength, receiveMessageOnPort(channel.port2).message);
const nested = new MessageChannel();
channel.port1.postMessage(nested.port2, [nested.port2]);
const { message: received } = receiveMessageOnPort(channel.port2);
nested.port1.postMessage('through a port that was sent');
console.log(receiveMessageOnPort(received));
nested.port1.close();
channel.port1.close();

const refused = new MessageChannel();
for (const attempt of [
  () => refused.port1.postMessage(() => {}),
  () => refused.port1.postMessage(Symbol('s')),
  () => refused.port1.postMessage(Promise.resolve()),
  () => refused.port1.postMessage(refused.port2),
  () => refused.port1.postMessage(null, [refused.port1]),
  () => refused.port1.postMessage(null, [{}]),
  () => refused.port1.postMessage(null, 5),
  () => refused.port1.postMessage(),
  () => new MessagePort(),
  () => receiveMessageOnPort({}),
]) {
  try {
    attempt();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
refused.port1.close();

await once(port1, 'close');
const web = new MessageChannel();
web.port1.onmessage = ({ type, data, ports, target }) => {
  console.log(type, data, ports.length, target === web.port1);
  web.port1.close();
};
web.port2.postMessage('as in a browser');
