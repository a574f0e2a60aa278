// Three megabytes up with drain on the client; the server reads slowly.
import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer(async (req, res) => {
  let bytes = 0;
  let sum = 0;
  for await (const part of req) {
    bytes += part.length;
    sum = (sum + part[0] + part.at(-1)) % 65_536;
    if (bytes % 3 === 0) await new Promise(setImmediate);
  }
  res.end(JSON.stringify({ bytes, length: req.headers['content-length'] ?? null, chunked: req.headers['transfer-encoding'] ?? null }));
});
await once(server.listen(0), 'listening');
const { port } = server.address();
const piece = Buffer.alloc(100_000, 7);
for (const headers of [{ 'Content-Length': 3_000_000 }, {}]) {
  const req = http.request({ port, method: 'POST', headers });
  let waited = false;
  for (let index = 0; index < 30; index += 1) {
    if (!req.write(piece)) {
      waited = true;
      await once(req, 'drain');
    }
  }
  req.end();
  const [res] = await once(req, 'response');
  let text = '';
  for await (const part of res) text += part;
  console.log(waited, text, req.writableFinished, req.writableLength);
}
server.close();
