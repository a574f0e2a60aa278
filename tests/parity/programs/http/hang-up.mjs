// The server destroys the connection: before any answer, after the head, in the middle of a body with a length.
import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer((req, res) => {
  if (req.url === '/before') req.socket.destroy();
  if (req.url === '/head') {
    res.flushHeaders();
    setTimeout(() => req.socket.destroy(), 100);
  }
  if (req.url === '/middle') {
    res.setHeader('Content-Length', 10);
    res.write('part');
    setTimeout(() => res.destroy(), 100);
  }
  if (req.url === '/reset') req.socket.resetAndDestroy();
  if (req.url === '/short') {
    res.setHeader('Content-Length', 10);
    res.end('part');
    setTimeout(() => req.socket.end(), 100);
  }
});
await once(server.listen(0), 'listening');
const { port } = server.address();

for (const path of ['/before', '/head', '/middle', '/reset', '/short']) {
  const log = [];
  const req = http.get({ port, path });
  req.on('error', (error) => log.push(['req error', error.code, error.message]));
  req.on('response', (res) => {
    log.push(['response', res.statusCode]);
    res.on('data', (part) => log.push(['data', String(part)]));
    res.on('aborted', () => log.push(['aborted']));
    res.on('end', () => log.push(['end']));
    res.on('error', (error) => log.push(['res error', error.code, error.message]));
    res.on('close', () => log.push(['res close', res.complete]));
  });
  await new Promise((resolve) => req.on('close', resolve));
  log.push(['req close', req.destroyed]);
  console.log(path, log);
}
server.close();
