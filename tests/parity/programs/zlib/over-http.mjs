// Compressed answers: what a client sees with http and with fetch.
import http from 'node:http';
import zlib from 'node:zlib';
import { once } from 'node:events';

const body = JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ id, name: `name ${id}` })));
const server = http.createServer((req, res) => {
  const encoding = req.headers['accept-encoding'] ?? '';
  res.setHeader('Vary', 'Accept-Encoding');
  if (/\bgzip\b/.test(encoding)) {
    res.setHeader('Content-Encoding', 'gzip');
    const gzip = zlib.createGzip();
    gzip.pipe(res);
    gzip.end(body);
  } else if (/\bdeflate\b/.test(encoding)) res.setHeader('Content-Encoding', 'deflate').end(zlib.deflateSync(body));
  else res.end(body);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address();
for (const encoding of [undefined, 'gzip', 'deflate']) {
  const [res] = await once(http.get({ port, host: '127.0.0.1', headers: encoding ? { 'Accept-Encoding': encoding } : {} }), 'response');
  const parts = [];
  for await (const part of res) parts.push(part);
  const raw = Buffer.concat(parts);
  console.log(encoding, res.headers['content-encoding'], raw.length, res.headers['content-length'], encoding ? zlib.unzipSync(raw).toString() === body : raw.toString() === body);
}
const response = await fetch(`http://127.0.0.1:${port}/`);
console.log(response.headers.get('content-encoding'), (await response.text()) === body);
server.close();
server.closeAllConnections();
