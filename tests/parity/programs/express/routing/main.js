import express, { Router } from 'express';
import { once } from 'node:events';

const app = express();
app.disable('x-powered-by');
const order = [];
app.use((req, res, next) => {
  order.push('first');
  next();
});
app.param('id', (req, res, next, id) => {
  order.push(`param ${id}`);
  next();
});
const users = Router({ mergeParams: true });
users.get('/:id', (req, res) => res.json({ params: req.params, base: req.baseUrl, path: req.path, url: req.originalUrl, query: req.query, route: req.route.path }));
users.all('/:id/*rest', (req, res) => res.json({ ...req.params, method: req.method }));
app.use('/team/:team/users', users);
app.get(['/a', '/b'], (req, res) => res.send(req.path));
app.get('/optional{/:name}', (req, res) => res.json(req.params));
app.get(/^\/re(\d+)$/, (req, res) => res.json(req.params));
app.get('/skip', (req, res, next) => next('route'), () => order.push('never'));
app.get('/skip', (req, res) => res.send('second'));
app.get('/async', async () => {
  await null;
  throw new Error('async broke');
});
app.get('/sync', () => {
  throw Object.assign(new Error('sync broke'), { status: 409 });
});
app.get('/next', (req, res, next) => next(new TypeError('passed on')));
app.get('/headers', (req, res) => {
  res.append('X', '1').append('X', '2').set({ A: 'b' }).vary('Accept').links({ next: '/2' }).type('html').status(203);
  res.send(`${req.protocol} ${req.secure} ${req.hostname} ${req.ip} ${req.xhr} ${req.fresh} ${req.accepts('json', 'html')} ${req.is('json')} ${req.subdomains.length}`);
});
app.use((req, res) => res.status(404).json({ error: `no ${req.method} ${req.path}` }));
app.use((error, req, res, next) => res.status(error.status ?? 500).json({ error: error.message, name: error.name }));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
for (const path of ['/team/red/users/7?x=1&y=a%20b', '/team/red/users/7/a/b', '/a', '/A/', '/optional', '/optional/z', '/re42', '/rex', '/skip', '/async', '/sync', '/next', '/%zz', '/none', '/headers']) {
  const response = await fetch(base + path);
  console.log(path, response.status, await response.text());
  if (path === '/headers') console.log([...response.headers].filter(([name]) => name !== 'date'));
}
console.log(order.join());
const options = await fetch(`${base}/a`, { method: 'OPTIONS' });
console.log(options.status, options.headers.get('allow'), await options.text());
const head = await fetch(`${base}/a`, { method: 'HEAD' });
console.log(head.status, head.headers.get('content-length'));
for (const bad of ['/:', '/*', '/a?', '/(x)']) {
  try {
    app.get(bad, () => {});
    console.log(bad, 'accepted');
  } catch (error) {
    console.log(bad, error.name, error.message.split('\n')[0]);
  }
}
server.close();
server.closeAllConnections();
