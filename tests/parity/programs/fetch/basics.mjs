import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer(async (req, res) => {
  let body = '';
  for await (const part of req) body += part;
  res.setHeader('Content-Type', 'application/json');
  res.setHeader('X-List', ['a', 'b']);
  res.setHeader('Set-Cookie', ['one=1', 'two=2']);
  res.statusCode = req.url === '/teapot' ? 418 : 200;
  const { host, ...headers } = req.headers;
  res.end(JSON.stringify({ method: req.method, url: req.url, headers, body }));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
const show = (response) => ({ status: response.status, statusText: response.statusText, ok: response.ok, redirected: response.redirected, type: response.type, url: response.url.replace(base, ''), bodyUsed: response.bodyUsed });

const first = await fetch(`${base}/get?x=1`);
console.log(show(first), await first.json(), first.bodyUsed);
console.log(first.headers.get('x-list'), first.headers.getSetCookie(), [...first.headers.keys()]);
console.log(await (await fetch(base, { method: 'POST', body: JSON.stringify({ a: 1 }), headers: { 'Content-Type': 'application/json' } })).json());
console.log(await (await fetch(base, { method: 'PUT', body: new URLSearchParams({ q: 'a b', r: 'é' }) })).json());
console.log(await (await fetch(base, { method: 'POST', body: 'text' })).json());
console.log(await (await fetch(base, { method: 'PATCH', body: Buffer.from('bytes') })).json());
console.log(await (await fetch(base, { method: 'POST', body: new Blob(['blob'], { type: 'text/x' }) })).json());
const teapot = await fetch(`${base}/teapot`, { headers: [['X-A', '1'], ['x-a', '2']] });
console.log(show(teapot), (await teapot.json()).headers['x-a']);
const clone = await fetch(base);
const copy = clone.clone();
console.log((await clone.text()) === (await copy.text()));
await clone.text().catch((error) => console.log(error.name, error.message));
const head = await fetch(base, { method: 'HEAD' });
console.log(head.status, await head.text() === '', head.headers.get('content-length') !== null);
console.log(Buffer.from(await (await fetch(base)).arrayBuffer()).length > 10, (await (await fetch(base)).bytes()).constructor.name, (await (await fetch(base)).blob()).type);
server.close();
server.closeAllConnections();
