// clientError is told about a request time-out; the server decides what is said.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const server = http.createServer({ connectionsCheckingInterval: 20, headersTimeout: 300, requestTimeout: 300 }, () => {});
server.on('clientError', (error, socket) => {
  console.log(error.name, error.code, error.message);
  socket.end('HTTP/1.1 408 Too slow\r\nConnection: close\r\n\r\n');
});
await once(server.listen(0), 'listening');
const socket = net.connect(server.address().port);
socket.setEncoding('utf8');
socket.write('GET / HTTP/1.1\r\nHo');
let text = '';
socket.on('data', (part) => (text += part));
await once(socket, 'end');
console.log(JSON.stringify(text));
server.close();
