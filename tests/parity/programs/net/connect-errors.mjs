import net from 'node:net';
import { once } from 'node:events';

const probe = net.createServer();
await once(probe.listen(0, '127.0.0.1'), 'listening');
const { port } = probe.address();
probe.close();
await once(probe, 'close');

const socket = net.connect(port, '127.0.0.1');
const order = [];
for (const name of ['lookup', 'connectionAttempt', 'connectionAttemptFailed', 'connectionAttemptTimeout', 'connect', 'error', 'close']) socket.on(name, (value) => order.push(name, name === 'close' ? value : typeof value));
const [error] = await once(socket, 'error');
console.log(error.message.replace(port, 'PORT'), error.code, error.errno, error.syscall, error.address, error.port === port);
await new Promise(setImmediate);
console.log(order, socket.destroyed, socket.connecting, socket.pending);

for (const options of [{ port: 99999 }, { port: 'x' }, {}, { port: 80, family: 5 }, { port: 80, host: 5 }, { port: 80, lookup: 'x' }, { port: 80, localAddress: 'nowhere' }, { port: 80, localPort: 'x' }]) {
  try {
    net.connect(options).on('error', (later) => console.log('later', later.code));
  } catch (thrown) {
    console.log(JSON.stringify(options), thrown.code, thrown.message);
  }
}
const named = net.connect(80, 'no-such-host.invalid');
named.on('lookup', (problem, address, family, host) => console.log('lookup', problem?.code, address, host));
const [missing] = await once(named, 'error');
console.log(missing.code, missing.syscall, missing.hostname, missing.message);
