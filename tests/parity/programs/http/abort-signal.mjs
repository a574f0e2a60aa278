import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer(() => {});
await once(server.listen(0), 'listening');
const { port } = server.address();
const attempt = async (signal, before = () => {}) => {
  const req = http.get({ port, signal });
  before();
  const [error] = await once(req, 'error');
  console.log(error.name, error.code, error.message, error.cause?.message ?? error.cause, req.destroyed);
};
await attempt(AbortSignal.abort());
await attempt(AbortSignal.abort(new Error('my reason')));
const controller = new AbortController();
setTimeout(() => controller.abort(), 20);
await attempt(controller.signal);
await attempt(AbortSignal.timeout(20));
server.closeAllConnections();
server.close(() => console.log('closed'));
const stop = new AbortController();
const other = http.createServer().listen({ port: 0, signal: stop.signal }, () => stop.abort());
other.on('close', () => console.log('other closed', other.listening));
