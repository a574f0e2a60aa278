// ETag, If-None-Match, Last-Modified, 304 and HEAD.
import express from 'express';
import { once } from 'node:events';

const app = express();
app.get('/json', (req, res) => res.json({ hello: 'world', list: [1, 2, 3] }));
app.get('/text', (req, res) => res.send('some text é'));
app.get('/buffer', (req, res) => res.send(Buffer.from([1, 2, 3])));
app.get('/dated', (req, res) => res.set('Last-Modified', 'Thu, 15 Jan 2026 09:00:00 GMT').send('dated'));
app.get('/none', (req, res) => res.status(204).send('dropped'));
app.get('/empty', (req, res) => res.send());
app.get('/reset', (req, res) => res.status(205).send('dropped'));
app.get('/number', (req, res) => res.json(5));
app.get('/format', (req, res) => res.format({ text: () => res.send('text'), json: () => res.json({ json: true }), default: () => res.sendStatus(406) }));
app.get('/redirect', (req, res) => res.redirect(303, '/text?a=<b>'));
app.get('/back', (req, res) => res.location('http://x/ü').sendStatus(201));
app.get('/jsonp', (req, res) => res.jsonp({ a: '\u2028' }));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
const get = async (path, headers = {}, method = 'GET') => {
  const response = await fetch(base + path, { headers, method, redirect: 'manual' });
  console.log(method, path, JSON.stringify(headers), response.status, JSON.stringify(await response.text()), [...response.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)).join(' '));
  return response.headers.get('etag');
};
for (const path of ['/json', '/text', '/buffer']) {
  const etag = await get(path);
  await get(path, { 'If-None-Match': etag });
  await get(path, { 'If-None-Match': `"other", ${etag.replace('W/', '')}` });
  await get(path, { 'If-None-Match': etag, 'Cache-Control': 'no-cache' });
  await get(path, {}, 'HEAD');
}
await get('/dated', { 'If-Modified-Since': 'Thu, 15 Jan 2026 09:00:00 GMT' });
await get('/dated', { 'If-Modified-Since': 'Thu, 15 Jan 2026 08:59:59 GMT' });
for (const path of ['/none', '/empty', '/reset', '/number', '/redirect', '/back', '/jsonp?callback=cb', '/jsonp']) await get(path);
for (const Accept of ['application/json', 'text/*', 'image/png', '*/*', 'application/json;q=0.5, text/plain']) await get('/format', { Accept });
await get('/redirect', { Accept: 'text/html' });
server.close();
server.closeAllConnections();
