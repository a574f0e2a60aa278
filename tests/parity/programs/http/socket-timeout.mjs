// server.setTimeout, req.setTimeout on the client, and the 'timeout' event that ends nothing by itself.
import http from 'node:http';
import { once } from 'node:events';

const { promise: timedOut, resolve: timeOut } = Promise.withResolvers();
const server = http.createServer((req, res) => {
  if (req.url === '/slow') timedOut.then(() => res.end('slow'));
});
server.setTimeout(400, (socket) => {
  console.log('server timeout', socket.constructor.name);
  socket.destroy();
});
await once(server.listen(0), 'listening');
const { port } = server.address();
await new Promise((resolve) => {
  http.get({ port, path: '/never' }).on('error', (error) => {
    console.log(error.code, error.message);
    resolve();
  });
});
server.setTimeout(0);
const req = http.get({ port, path: '/slow', timeout: 40 });
req.once('timeout', () => timeOut(console.log('client timeout', req.destroyed)));
const [res] = await once(req, 'response');
for await (const part of res) console.log(String(part));
const other = http.get({ port, path: '/never' });
other.setTimeout(80, () => other.destroy(new Error('my own time-out')));
const [error] = await once(other, 'error');
console.log(error.message, other.destroyed, other.errored === error);
server.close(() => console.log('closed'));
server.closeAllConnections();
