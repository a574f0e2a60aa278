// rawHeaders keep order and case; headers join or drop duplicates by name; cookies stay a list.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const server = http.createServer((req, res) => {
  for (const headers of [req.rawHeaders, { ...req.headers }, { ...req.headersDistinct }]) console.log(JSON.stringify(headers).replaceAll(String(port), 'PORT'));
  console.log(Object.getPrototypeOf(req.headers) === Object.prototype, Object.getPrototypeOf(req.headersDistinct), req.headers.__proto__);
  res.setHeader('X-MiXeD', 'Case');
  res.setHeader('Set-Cookie', ['a=1; Path=/', 'b=2']);
  res.setHeader('x-mixed', 'replaced');
  res.setHeader('Vary', ['A', 'B']);
  res.writeHead(299, 'Quite Fine', ['Z-First', '1', 'A-Second', '2', 'Set-Cookie', 'c=3']);
  console.log(res.statusMessage, res.headersSent, res._header.replace(/Date: .*/, 'Date: D').split('\r\n'));
  res.end();
});
await once(server.listen(0), 'listening');
const { port } = server.address();
const socket = net.connect(port);
socket.write(['GET /?q=1 HTTP/1.1', 'HOST: a', 'x-b: 2', 'X-A:   padded  ', 'X-A: again', 'Cookie: a=1', 'Cookie: b=2', 'User-Agent: one', 'User-Agent: two', 'Accept: x', 'Accept: y', 'Set-Cookie: s', '__proto__: danger', 'Empty:', 'Connection: close', '', ''].join('\r\n'));
socket.resume();
await once(socket, 'close');
const req = http.request({ port, method: 'POST', headers: { 'X-Custom': ['1', '2'], cookie: ['a=1', 'b=2'], 'Content-Type': 'text/plain' }, joinDuplicateHeaders: true });
console.log(req.getRawHeaderNames(), req.getHeader('host') !== undefined);
req.end('body');
const [res] = await once(req, 'response');
console.log(res.statusCode, res.statusMessage, res.rawHeaders.filter((_, index, all) => !/date/i.test(all[index - (index % 2)])));
console.log(res.headers['set-cookie'], res.headers['x-mixed'], res.headers.vary);
res.resume();
server.close();
