// Nobody listens: the error of one address, and of a name with two.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const probe = net.createServer();
await once(probe.listen(0), 'listening');
const { port } = probe.address();
probe.close();
await once(probe, 'close');
const clean = (value) => JSON.stringify(value, (key, item) => (item === port ? 'PORT' : item)).replaceAll(String(port), 'PORT');

// What a machine's resolver says of localhost differs; this name has both families everywhere.
const lookup = (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }]);
for (const host of ['127.0.0.1', '::1', 'both']) {
  const [error] = await once(http.get({ port, host, lookup }), 'error');
  console.log(host, error.constructor.name, error.code, error.message.replace(port, 'PORT'));
  console.log(clean({ ...error }));
  if (error.errors) for (const each of error.errors) console.log(' ', each.message.replace(port, 'PORT'), each.code, each.syscall, each.address, each.errno);
}
const [error] = await once(net.connect({ port, lookup, host: 'both' }), 'error');
console.log(error.name, clean(error.errors.map(({ message, address }) => [message, address])));
