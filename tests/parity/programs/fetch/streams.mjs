// Reading a body piece by piece, sending one piece by piece, and giving up in the middle.
import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer(async (req, res) => {
  if (req.url === '/upload') {
    let count = 0;
    for await (const part of req) count += part.length;
    return res.end(`${count} ${req.headers['transfer-encoding']} ${req.headers['content-length']}`);
  }
  res.on('close', () => closed.resolve(res.writableFinished));
  for (const word of ['one', 'two', 'three']) {
    res.write(word);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  if (req.url !== '/endless') res.end();
});
const closed = Promise.withResolvers();
await once(server.listen(0, '127.0.0.1'), 'listening');
const base = `http://127.0.0.1:${server.address().port}`;

const response = await fetch(base);
const reader = response.body.getReader();
let text = '';
for (let step = await reader.read(); !step.done; step = await reader.read()) text += new TextDecoder().decode(step.value);
console.log(text, response.body.locked, response.bodyUsed, await reader.closed);
let lengths = 0;
for await (const part of (await fetch(base)).body) lengths += part.length;
console.log(lengths);
const body = new ReadableStream({
  start(controller) {
    for (let index = 0; index < 4; index += 1) controller.enqueue(new Uint8Array(1000));
    controller.close();
  },
});
console.log(await (await fetch(`${base}/upload`, { method: 'POST', body, duplex: 'half' })).text());
console.log(await (await fetch(`${base}/upload`, { method: 'POST', duplex: 'half', body: (async function* () { yield 'ab'; yield Buffer.from('cd'); })() })).text());
await fetch(`${base}/upload`, { method: 'POST', body: new ReadableStream() }).catch((error) => console.log(error.name, error.message));
const endless = await fetch(`${base}/endless`);
await endless.body.cancel('enough');
console.log('finished on the server', await closed.promise.then(() => 'known'));
const piped = (await fetch(base)).body.pipeThrough(new TextDecoderStream()).pipeThrough(new TransformStream({ transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()) }));
let upper = '';
for await (const part of piped) upper += part;
console.log(upper);
server.close();
server.closeAllConnections();
