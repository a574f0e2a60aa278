import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer((req, res) => {
  if (req.url === '/body') res.write('part');
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
const show = (error) => console.log(error.constructor.name, error.name, error.code, error.message, error.cause?.message ?? error.cause);

await fetch(base, { signal: AbortSignal.abort() }).catch(show);
await fetch(base, { signal: AbortSignal.abort('just because') }).catch((reason) => console.log(reason));
await fetch(base, { signal: AbortSignal.timeout(50) }).catch(show);
const controller = new AbortController();
setTimeout(() => controller.abort(new RangeError('mine')), 50);
await fetch(base, { signal: controller.signal }).catch(show);
const late = new AbortController();
const response = await fetch(`${base}/body`, { signal: late.signal });
const text = response.text();
late.abort();
await text.catch(show);
await fetch(base, { signal: AbortSignal.any([AbortSignal.timeout(50), new AbortController().signal]) }).catch(show);
server.close();
server.closeAllConnections();
