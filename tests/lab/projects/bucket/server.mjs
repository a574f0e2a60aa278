import { createServer } from 'node:http';

const CAPACITY = 3;
let tokens = CAPACITY;
// One token a second, as a timer gives it.
setInterval(() => {
  tokens = Math.min(CAPACITY, tokens + 1);
}, 1000);

const started = Date.now();
const server = createServer((request, response) => {
  if (request.url === '/time') return response.end(String(Date.now() - started));
  if (tokens === 0) return response.writeHead(429).end('slow down');
  tokens -= 1;
  response.end('ok');
});
server.keepAliveTimeout = 5000;
process.on('SIGTERM', () => server.close(() => process.exit(0)));
server.listen(process.env.PORT ?? 3000);
