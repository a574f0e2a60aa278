// json, urlencoded, text and raw bodies, good and bad.
import express from 'express';
import { once } from 'node:events';

const app = express();
app.set('env', 'test');
app.use(express.json({ limit: '50b' }));
app.use(express.urlencoded());
app.use(express.text({ type: 'text/*' }));
app.use(express.raw({ type: 'application/octet-stream' }));
app.post('/', (req, res) => res.json({ body: Buffer.isBuffer(req.body) ? [...req.body] : (req.body ?? null), type: req.get('content-type') ?? null }));
app.use((error, req, res, next) => res.status(error.status ?? 500).json({ name: error.name, type: error.type, message: error.message, expose: error.expose }));
const server = app.listen(0);
await once(server, 'listening');
const base = `http://127.0.0.1:${server.address().port}/`;
const send = async (type, body, headers = {}) => {
  const response = await fetch(base, { method: 'POST', body, headers: { ...(type ? { 'Content-Type': type } : {}), ...headers } });
  console.log(type, response.status, await response.text());
};
await send('application/json', '{"a":[1,null,"é"]}');
await send('application/json', '{"a":');
await send('application/json', '"text"');
await send('application/json', '');
await send('application/json', JSON.stringify('x'.repeat(60)));
await send('application/json; charset=utf-16', '{}');
await send('application/json; charset=nonsense', '{}');
await send('application/x-www-form-urlencoded', 'a=1&b=x%20y&a=2&c[d]=e');
await send('text/plain', 'plain é');
await send('text/plain; charset=latin1', Buffer.from([0xe9]));
await send('application/octet-stream', Buffer.from([1, 2, 255]));
await send('image/png', 'x');
await send('application/json', 'x', { 'Content-Encoding': 'nonsense' });
server.close();
server.closeAllConnections();
