import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const server = http.createServer();
await once(server.listen(0), 'listening');
const { port } = server.address();
{
  const socket = net.connect(port);
  socket.write('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n');
  const chunks = [];
  socket.on('data', (part) => chunks.push(part));
  await once(socket, 'close');
  console.log('without a listener', JSON.stringify(String(Buffer.concat(chunks))));
}
server.on('connect', (req, socket, head) => {
  console.log('server', req.method, req.url, String(head));
  socket.end('HTTP/1.1 200 Connection Established\r\n\r\ntunnel');
});
const req = http.request({ port, method: 'CONNECT', path: 'example.com:443' });
req.end();
const [res, socket, head] = await once(req, 'connect');
console.log(res.statusCode, res.statusMessage, String(head), req.method, req.path);
socket.destroy();
server.close();
