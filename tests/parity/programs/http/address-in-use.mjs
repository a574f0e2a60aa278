import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const first = http.createServer((req, res) => res.end('first'));
await once(first.listen(0), 'listening');
const { port } = first.address();
const clean = (text) => String(text).replaceAll(String(port), 'PORT');

const second = http.createServer();
second.listen(port);
const [error] = await once(second, 'error');
console.log(clean(error.message), error.code, error.syscall, error.address, error.port === port, error.errno, second.listening, second.address());
second.listen(port, '127.0.0.1');
const [again] = await once(second, 'error');
console.log(clean(again.message), again.address);
try {
  first.listen(port);
} catch (twice) {
  console.log(twice.code, twice.message);
}
first.close();
await once(first, 'close');
second.listen(port);
await once(second, 'listening');
console.log('free again', second.address().port === port);
second.close();
for (const bad of [-1, 70000, 1.5]) {
  try {
    net.createServer().listen(bad);
  } catch (refused) {
    console.log(refused.code, refused.message);
  }
}
net.createServer().listen({ port: 0, host: '10.1.2.3' }).on('error', (unreachable) => console.log(unreachable.code, unreachable.message));
