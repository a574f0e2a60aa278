// close, closeIdleConnections and closeAllConnections: who is let go, and when 'close' comes.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const held = [];
const server = http.createServer((req, res) => {
  res.sendDate = false;
  if (req.url === '/hold') held.push(res);
  else res.end('done');
});
await once(server.listen(0), 'listening');
const { port } = server.address();
const count = () => new Promise((resolve) => server.getConnections((_, value) => resolve(value)));

function client(name, text) {
  const socket = net.connect(port);
  socket.on('data', () => console.log(name, 'data'));
  socket.on('error', (error) => console.log(name, error.code));
  socket.on('close', (hadError) => console.log(name, 'close', hadError));
  if (text) socket.write(text);
  return socket;
}
/** Until this has happened; then a little, for what should not. */
const after = async (...events) => {
  await Promise.all(events);
  await delay(20);
};
const idle = client('idle', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
await after(once(idle, 'data'));
const silent = client('silent');
await after(once(server, 'connection'));
const waits = client('held', 'GET /hold HTTP/1.1\r\nHost: a\r\n\r\n');
await after(once(server, 'request'));
console.log('connections', await count(), server.listening);
server.closeIdleConnections();
await after(once(idle, 'close'));
console.log('connections', await count());
const closed = new Promise((resolve) => server.close((error) => resolve(console.log('closed', error))));
console.log(server.listening, server.address());
server.close((error) => console.log(error.code, error.message));
await after();
console.log('connections', await count());
held[0].end('finally');
await after(once(waits, 'data'));
console.log('connections', await count());
server.closeAllConnections();
await after(once(silent, 'close'), once(waits, 'close'), closed);
console.log('end');
