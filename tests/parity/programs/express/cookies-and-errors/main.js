// Cookies, locals, settings, and the default error handler's answers.
import express from 'express';
import { once } from 'node:events';

console.error = (text) => console.log(String(text).split('\n')[0]); // not the frames: bundled packages have others
const app = express();
app.set('env', 'production');
app.set('trust proxy', true);
app.set('json spaces', 1);
app.set('query parser', 'extended');
app.locals.title = 'shop';
app.get('/cookies', (req, res) => {
  res.cookie('a', '1', { httpOnly: true, sameSite: 'lax', path: '/x', expires: new Date(0) });
  res.cookie('b', { json: [1] });
  res.cookie('c', 'ü;', { secure: true, domain: 'example.com', partitioned: true, priority: 'high' });
  res.clearCookie('d');
  res.json({ got: req.get('cookie') ?? null });
});
app.get('/bad-cookie', (req, res) => res.cookie('e', 'x', { sameSite: 'sometimes' }).end());
app.get('/proxy', (req, res) => res.json({ ip: req.ip, ips: req.ips, protocol: req.protocol, hostname: req.hostname, query: req.query, title: req.app.locals.title }));
app.get('/throw', () => {
  throw new Error('hidden in production');
});
app.get('/teapot', (req, res, next) => next(Object.assign(new Error('short and stout'), { status: 418, expose: true, headers: { 'X-Tea': 'green' } })));
app.get('/bad-status', (req, res) => res.status(1000));
app.get('/late', (req, res) => {
  res.write('started');
  throw new Error('too late');
});
app.get('/twice', (req, res) => {
  res.send('once');
  try {
    res.send('twice');
  } catch (error) {
    console.log(error.code, error.message);
  }
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
for (const path of ['/cookies', '/bad-cookie', '/proxy?a[b]=1&c[]=2', '/throw', '/teapot', '/bad-status', '/late', '/twice', '/none']) {
  try {
    const response = await fetch(base + path, { headers: { Cookie: 'x=1; y=2', 'X-Forwarded-For': '10.0.0.1, 10.0.0.2', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'shop.example' } });
    console.log(path, response.status, response.headers.getSetCookie(), response.headers.get('x-tea'), await response.text());
  } catch (error) {
    console.log(path, error.name, error.message, error.cause?.code);
  }
}
console.log(app.get('etag'), app.enabled('x-powered-by'), app.path(), typeof app.router);
server.close();
server.closeAllConnections();
