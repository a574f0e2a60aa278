// pipeline into a response, with backpressure, and a source that breaks in the middle.
import http from 'node:http';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable, Transform, pipeline } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';

const [piped, serverSide] = [Promise.withResolvers(), Promise.withResolvers()];
const block = Buffer.alloc(64 * 1024, 'abcdefgh');
const server = http.createServer(async (req, res) => {
  if (req.url === '/big') {
    let paused = 0;
    for (let index = 0; index < 40; index += 1) {
      if (!res.write(block)) {
        paused += 1;
        await once(res, 'drain');
      }
    }
    res.end();
    console.log('paused', paused > 0);
  } else if (req.url === '/transform') {
    const upper = new Transform({ transform: (chunk, _, done) => done(null, String(chunk).toUpperCase()) });
    await pipe(req, upper, res);
    piped.resolve(res.writableFinished);
  } else {
    const source = Readable.from((async function* () {
      yield 'one ';
      yield 'two ';
      await new Promise((resolve) => setTimeout(resolve, 80));
      throw new Error('source broke');
    })());
    pipeline(source, res, (error) => serverSide.resolve(['pipeline', error.message, res.destroyed]));
  }
});
await once(server.listen(0), 'listening');
const { port } = server.address();
{
  const [res] = await once(http.get({ port, path: '/big' }), 'response');
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of res) {
    hash.update(part);
    bytes += part.length;
  }
  console.log(bytes, hash.digest('hex').slice(0, 16), res.headers['transfer-encoding']);
}
{
  const req = http.request({ port, path: '/transform', method: 'PUT' });
  Readable.from(['a', 'b', 'c']).pipe(req);
  const [res] = await once(req, 'response');
  let text = '';
  for await (const part of res) text += part;
  console.log(text, 'pipeline done', await piped.promise);
}
{
  const [res] = await once(http.get({ port, path: '/broken' }), 'response');
  let text = '';
  try {
    for await (const part of res) text += part;
  } catch (error) {
    console.log(text, error.code, error.message);
  }
  console.log(await serverSide.promise);
}
server.close();
