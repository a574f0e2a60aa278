// A reverse proxy in front of two servers, with a WebSocket upgrade, rewriting and a dead target.
import http from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import httpProxy from 'http-proxy';

const backend = async (name) => {
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text) => (body += text)).on('end', () => {
      response.setHeader('set-cookie', `from=${name}; Domain=backend.test; Path=/`);
      response.end(JSON.stringify({ name, method: request.method, url: request.url, forwarded: request.headers['x-forwarded-host'] !== undefined, added: request.headers['x-added'], body }));
    });
  });
  server.on('upgrade', (request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.on('data', (data) => socket.end(`${name} heard ${data}`));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
};
const [one, two] = [await backend('one'), await backend('two')];
const target = (server) => `http://127.0.0.1:${server.address().port}`;
const proxy = httpProxy.createProxyServer({ xfwd: true, cookieDomainRewrite: 'front.test' });
proxy.on('proxyReq', (request) => request.setHeader('x-added', 'by the proxy'));
proxy.on('error', (error, request, response) => {
  console.log('proxy error', error.code);
  response.writeHead(502).end('bad gateway');
});
let turn = 0;
const front = http.createServer((request, response) => {
  if (request.url === '/dead') return proxy.web(request, response, { target: 'http://127.0.0.1:1' });
  proxy.web(request, response, { target: target([one, two][turn++ % 2]) });
});
front.on('upgrade', (request, socket, head) => proxy.ws(request, socket, head, { target: target(two) }));
await once(front.listen(0, '127.0.0.1'), 'listening');
for (const [path, options] of [['/a?b=1', {}], ['/c', { method: 'POST', body: 'the body' }], ['/e', { method: 'DELETE' }], ['/dead', {}]]) {
  const response = await fetch(target(front) + path, { ...options, headers: { connection: 'close' } });
  console.log(response.status, await response.text(), response.headers.getSetCookie());
}
const socket = connect(front.address().port, '127.0.0.1');
socket.write('GET /echo HTTP/1.1\r\nHost: front\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
let heard = '';
socket.setEncoding('utf8').on('data', (text) => {
  heard += text;
  if (heard.endsWith('\r\n\r\n')) socket.write('hello');
});
await once(socket, 'end');
console.log(heard.split('\r\n').filter((line) => !/^date/i.test(line)));
for (const server of [front, one, two]) server.close();
