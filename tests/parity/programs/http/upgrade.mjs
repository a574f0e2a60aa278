// A protocol switch like WebSocket's, both sides; then what a server without an 'upgrade' listener does.
import http from 'node:http';
import { createHash } from 'node:crypto';
import { once } from 'node:events';

const server = http.createServer((req, res) => res.end(`plain ${req.headers.upgrade} ${req.headers.connection}`));
await once(server.listen(0), 'listening');
const { port } = server.address();
const headers = { Connection: 'Upgrade', Upgrade: 'shout', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' };

{
  const [res] = await once(http.get({ port, headers }), 'response');
  for await (const part of res) console.log(res.statusCode, String(part));
}
server.on('upgrade', (req, socket, head) => {
  const accept = createHash('sha1').update(`${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  console.log('server', req.method, req.url, head.length, socket === req.socket);
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: shout\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\nready;`);
  socket.on('data', (text) => socket.write(String(text).toUpperCase()));
  socket.on('end', () => socket.end('bye'));
});
const req = http.get({ port, headers });
const [res, socket, head] = await once(req, 'upgrade');
console.log('client', res.statusCode, res.statusMessage, res.headers, String(head));
let text = '';
socket.on('data', (part) => (text += part));
socket.write('hello');
await once(socket, 'data');
socket.end();
await once(socket, 'close');
console.log({ text, reqDestroyed: req.destroyed });
server.close(() => console.log('closed'));
