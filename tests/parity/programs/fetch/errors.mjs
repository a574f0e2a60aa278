// What fetch rejects with, and what lies behind it.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const probe = net.createServer();
await once(probe.listen(0, '127.0.0.1'), 'listening');
const { port } = probe.address();
probe.close();
await once(probe, 'close');
const show = (error) => console.log([error.name, error.message, error.cause?.name, error.cause?.code, error.cause?.message].map((part) => String(part).replaceAll(String(port), 'PORT')).join(' | '));

await fetch(`http://127.0.0.1:${port}/`).catch(show);
await fetch('nonsense').catch(show);
await fetch('ftp://localhost/').catch(show);
await fetch('http://localhost:1/').catch(show);
await fetch('http://user:secret@localhost/').catch(show);
await fetch('http://no-such-host.invalid/').catch(show);
await fetch('data:text/plain;base64,aGVsbG8=').then(async (response) => console.log(response.status, response.headers.get('content-type'), await response.text()));
await fetch('about:blank').catch(show);
await fetch('blob:nodedata:missing').catch(show);
const attempts = [
  [`http://127.0.0.1:${port}/`, { method: 'GET', body: 'x' }],
  [`http://127.0.0.1:${port}/`, { method: 'TRACE' }],
  [`http://127.0.0.1:${port}/`, { method: 'BAD METHOD' }],
  [`http://127.0.0.1:${port}/`, { headers: { 'bad name': 'x' } }],
  [`http://127.0.0.1:${port}/`, { headers: { x: '€' } }],
  [`http://127.0.0.1:${port}/`, { mode: 'nonsense' }],
  [`http://127.0.0.1:${port}/`, { redirect: 'nonsense' }],
  [`http://127.0.0.1:${port}/`, { signal: 'nonsense' }],
];
for (const [url, options] of attempts) await fetch(url, options).catch(show);

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', (text) => {
    const path = String(text).split(' ')[1];
    if (path === '/garbage') socket.end('this is not HTTP\r\n\r\n');
    if (path === '/close') socket.end();
    if (path === '/short') socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
    if (path === '/chunk') socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n');
  });
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
for (const path of ['/garbage', '/close', '/short', '/chunk']) {
  try {
    const response = await fetch(base + path);
    console.log(path, response.status, await response.text());
  } catch (error) {
    show(error);
  }
}
server.close();
