// Headers too long (431), too many (dropped), and per-server limits.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const answer = (req, res) => {
  res.sendDate = false;
  res.end(`${Object.keys(req.headers).length} ${req.rawHeaders.length} ${req.url.length}`);
};
async function send(server, text) {
  const socket = net.connect(server.address().port);
  const chunks = [];
  socket.on('data', (part) => chunks.push(part));
  socket.on('error', () => {});
  socket.write(text);
  await once(socket, 'close');
  return JSON.stringify(String(Buffer.concat(chunks)));
}
const request = (...lines) => ['GET / HTTP/1.1', 'Host: a', 'Connection: close', ...lines, '', ''].join('\r\n');
const many = (count) => Array.from({ length: count }, (_, index) => `X-${index}: ${index}`);

const server = http.createServer(answer);
await once(server.listen(0), 'listening');
console.log(http.maxHeaderSize, server.maxHeadersCount, server.maxRequestsPerSocket);
console.log(await send(server, request(`X-Long: ${'x'.repeat(16_000)}`)));
console.log(await send(server, request(`X-Long: ${'x'.repeat(20_000)}`)));
console.log(await send(server, `GET /${'u'.repeat(17_000)} HTTP/1.1\r\nHost: a\r\n\r\n`));
console.log(await send(server, request(...many(50))));
console.log(await send(server, request(...many(1100))));
server.maxHeadersCount = 5;
console.log(await send(server, request(...many(50))));
server.close();

const small = http.createServer({ maxHeaderSize: 200 }, answer);
await once(small.listen(0), 'listening');
console.log(await send(small, request(`X: ${'x'.repeat(100)}`)));
console.log(await send(small, request(`X: ${'x'.repeat(200)}`)));
small.close();

const reply = http.createServer((req, res) => res.writeHead(200, { 'X-Long': 'x'.repeat(1000) }).end());
await once(reply.listen(0), 'listening');
http.get({ port: reply.address().port, maxHeaderSize: 500 }).on('error', (error) => {
  console.log(error.code, error.message, error.bytesParsed > 0);
  reply.close();
});
