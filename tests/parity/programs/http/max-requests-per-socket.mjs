import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const server = http.createServer((req, res) => {
  res.sendDate = false;
  res.end(req.url);
});
server.maxRequestsPerSocket = 2;
server.keepAliveTimeout = 0;
server.on('dropRequest', (req) => console.log('dropped', req.url));
await once(server.listen(0), 'listening');
const socket = net.connect(server.address().port);
socket.setEncoding('utf8');
let text = '';
socket.on('data', (part) => (text += part));
for (const path of ['/1', '/2', '/3']) socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
await once(socket, 'close');
console.log(text);
server.close();
