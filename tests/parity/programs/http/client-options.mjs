// Every way to name a target; what goes over the wire.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const server = net.createServer((socket) => {
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => {
    text += part;
    if (!text.includes('\r\n\r\n')) return;
    console.log(text.replaceAll(String(port), 'PORT').split('\r\n'));
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
});
await once(server.listen(0), 'listening');
const { port } = server.address();
async function send(req) {
  req.on('error', (error) => console.log(error.code));
  const [res] = await once(req, 'response');
  res.resume();
  await once(res, 'close');
}
await send(http.get(`http://localhost:${port}/path?x=1#hash`));
await send(http.get(new URL(`http://user:pa%20ss@127.0.0.1:${port}/`)));
await send(http.get({ port, path: '*', method: 'OPTIONS', agent: false }));
await send(http.get(`http://localhost:${port}/a`, { headers: { Host: 'other', Accept: '*/*' }, agent: new http.Agent({ keepAlive: true }) }));
await send(http.request({ port, method: 'DELETE', setHost: false }).end());
await send(http.request({ port, method: 'POST' }).end('body'));
await send(http.request({ port, method: 'PUT', headers: ['A', '1', 'B', '2', 'A', '3', 'Host', 'x'] }).end());
await send(http.request({ port, auth: 'a:b', method: 'GET', headers: { 'Content-Length': 0 }, uniqueHeaders: ['x'] }).end());
server.close();
