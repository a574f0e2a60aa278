// What goes over the wire for write(), end(), Content-Length, HTTP/1.0 and HEAD.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const handlers = {
  '/end': (res) => res.end('whole'),
  '/write': (res) => {
    res.write('one');
    res.write('two');
    res.end('three');
  },
  '/empty': (res) => res.end(),
  '/length': (res) => {
    res.setHeader('Content-Length', 3);
    res.write('a');
    res.end('bc');
  },
  '/flush': (res) => {
    res.flushHeaders();
    setImmediate(() => res.end('later'));
  },
  '/trailers': (res) => {
    res.setHeader('Trailer', 'X-Sum');
    res.write('abc');
    res.addTrailers({ 'X-Sum': '6' });
    res.end();
  },
  '/utf8': (res) => {
    res.write('é', 'latin1');
    res.end('é€');
  },
  '/cork': (res) => {
    res.cork();
    res.write('a');
    res.write('b');
    res.uncork();
    res.end();
  },
  '/none': (res) => {
    res.statusCode = 204;
    res.end('not sent');
  },
  '/same': (res) => res.writeHead(304, { ETag: '"x"' }).end('not sent'),
};
const server = http.createServer((req, res) => {
  res.sendDate = false;
  handlers[req.url](res);
});
await once(server.listen(0), 'listening');
const { port } = server.address();

for (const path of Object.keys(handlers)) {
  for (const line of [`GET ${path} HTTP/1.1`, `HEAD ${path} HTTP/1.1`, `GET ${path} HTTP/1.0`]) {
    const socket = net.connect(port);
    const parts = [];
    socket.on('data', (part) => parts.push(part));
    socket.write(`${line}\r\nHost: a\r\nConnection: close\r\n\r\n`);
    await once(socket, 'end');
    console.log(line, JSON.stringify(Buffer.concat(parts).toString('latin1')));
  }
}
server.close();
