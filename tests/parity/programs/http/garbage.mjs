// What a server answers to bytes that are not HTTP, and what clientError is told.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const errors = [];
const server = http.createServer((req, res) => {
  res.sendDate = false;
  req.resume().on('end', () => res.end(`ok ${req.url}`));
  req.on('error', (error) => errors.push(`request: ${error.code}`));
});
await once(server.listen(0), 'listening');
const { port } = server.address();

async function send(bytes) {
  const socket = net.connect(port);
  const chunks = [];
  socket.on('data', (part) => chunks.push(part));
  socket.on('error', (error) => chunks.push(Buffer.from(`[${error.code}]`)));
  socket.write(bytes);
  socket.end();
  await once(socket, 'close');
  return String(Buffer.concat(chunks)).replace(/Date: [^\r]*/, 'Date: D');
}
const inputs = [
  'hello\r\n\r\n',
  'GET /\r\n\r\n',
  'GET / HTTP/9.9\r\nHost: a\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'GET /sp ace HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nbad header: x\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n folded\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nX: a\u0001b\r\n\r\n',
  'GET / HTTP/1.1\nHost: a\n\n',
  'get / HTTP/1.1\r\nHost: a\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nshort',
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n',
  '\r\n\r\nGET /blank-lines-before HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]),
  'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /after-close HTTP/1.1\r\nHost: a\r\n\r\n',
];
for (const input of inputs) console.log(JSON.stringify(String(input)).slice(0, 90), '=>', JSON.stringify(await send(input)));
console.log(errors);

server.on('clientError', (error, socket) => {
  console.log('clientError', error.code, error.message, error.reason, error.bytesParsed, error.rawPacket?.length, socket.writable);
  socket.end('HTTP/1.1 400 Mine\r\n\r\n');
});
for (const input of inputs.slice(0, 9)) console.log(JSON.stringify(await send(input)));
server.close();
