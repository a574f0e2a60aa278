// Chunked bodies in requests, cut at awkward places, with extensions and trailers.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const server = http.createServer((req, res) => {
  const parts = [];
  req.on('data', (part) => parts.push(String(part)));
  req.on('end', () => {
    res.sendDate = false;
    res.end(JSON.stringify({ parts: parts.join('|').length < 60 ? parts.join('') : 'long', trailers: req.trailers, rawTrailers: req.rawTrailers, complete: req.complete, length: req.headers['content-length'], te: req.headers['transfer-encoding'] }));
  });
});
await once(server.listen(0), 'listening');
const { port } = server.address();

async function send(...pieces) {
  const socket = net.connect(port);
  socket.setEncoding('utf8');
  let text = '';
  socket.on('data', (part) => (text += part));
  const ended = once(socket, 'end');
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await ended;
  console.log(text, '\n---');
}
const head = 'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n';
await send(`${head}\r\n5\r\nhello\r\n6;name=value\r\n world\r\n0\r\n\r\n`);
await send(`${head}\r\n`, '5', '\r\nhe', 'llo\r', '\n0\r\n', '\r\n');
await send(`${head}Trailer: X-Sum\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 6\r\nX-Other: yes\r\n\r\n`);
await send(`${head}\r\nzz\r\nhello\r\n0\r\n\r\n`);
await send(`${head}Content-Length: 5\r\n\r\n0\r\n\r\n`);
await send(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nabc`);
server.close();
