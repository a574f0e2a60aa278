// close, closeIdleConnections and closeAllConnections: who is let go, and when 'close' comes.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const held = [];
const server = http.createServer((req, res) => {
  res.sendDate = false;
  if (req.url === '/hold') held.push(res);
  else res.end('done');
});
await once(server.listen(0), 'listening');
const { port } = server.address();
const count = () => new Promise((resolve) => server.getConnections((_, value) => resolve(value)));
const wait = () => new Promise((resolve) => setTimeout(resolve, 150));

function client(name, text) {
  const socket = net.connect(port);
  socket.on('data', () => console.log(name, 'data'));
  socket.on('error', (error) => console.log(name, error.code));
  socket.on('close', (hadError) => console.log(name, 'close', hadError));
  if (text) socket.write(text);
  return socket;
}
client('idle', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
await wait();
client('silent');
await wait();
client('held', 'GET /hold HTTP/1.1\r\nHost: a\r\n\r\n');
await wait();
console.log('connections', await count(), server.listening);
server.closeIdleConnections();
await wait();
console.log('connections', await count());
server.close((error) => console.log('closed', error));
console.log(server.listening, server.address());
server.close((error) => console.log(error.code, error.message));
await wait();
console.log('connections', await count());
held[0].end('finally');
await wait();
console.log('connections', await count());
server.closeAllConnections();
await wait();
console.log('end');
