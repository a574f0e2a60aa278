import http from 'node:http';
import { once } from 'node:events';

const seen = [];
const server = http.createServer((req, res) => {
  seen.push(`${req.method} ${req.url} ${req.headers['content-type'] ?? ''} ${req.headers.authorization ?? ''}`.trim());
  const status = Number(req.url.slice(1));
  if (status) res.writeHead(status, { Location: '/end' }).end();
  else if (req.url === '/loop') res.writeHead(302, { Location: '/loop' }).end();
  else if (req.url === '/nowhere') res.writeHead(302).end('stays');
  else res.end('end');
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
for (const status of [301, 302, 303, 307, 308]) {
  const response = await fetch(`${base}/${status}`, { method: 'POST', body: 'x', headers: { Authorization: 'Basic eA==' } });
  console.log(status, response.status, response.redirected, response.url.replace(base, ''), await response.text());
}
console.log(seen);
const manual = await fetch(`${base}/302`, { redirect: 'manual' });
console.log(manual.status, manual.type, manual.headers.get('location'));
await fetch(`${base}/302`, { redirect: 'error' }).catch((error) => console.log(error.message, error.cause.message));
await fetch(`${base}/loop`).catch((error) => console.log(error.message, error.cause.message));
const stays = await fetch(`${base}/nowhere`);
console.log(stays.status, await stays.text());
server.close();
server.closeAllConnections();
