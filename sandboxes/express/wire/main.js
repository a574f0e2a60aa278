// Writes requests/*.txt to a socket as they are and prints all that comes of it.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const server = createServer(async (req, res) => {
  console.log(`  handler: ${req.method} ${req.url}`);
  for (const [name, value] of Object.entries(req.headers)) {
    console.log(`  handler: ${name} = ${value}`);
  }
  let body = '';
  try {
    for await (const chunk of req.setEncoding('utf8')) body += chunk;
  } catch (error) {
    return console.log(`  handler: the body ended early (${error.code})`);
  }
  console.log(`  handler: the body is ${body}`);
  res.statusCode = 201;
  res.sendDate = false; // it would be another one in every run
  res.setHeader('Content-Type', 'text/plain');
  res.write('stored: '); // the length of the whole is not known yet,
  res.end('product 3\n'); // so Node sends chunks, each with its size
});

server.listen(0);
await once(server, 'listening');
const { address, port } = server.address();
console.log(`listening at ${address}`);

/** Prints bytes with the ends of lines to be seen: CR is \\r, LF is \\n. */
function print(who, text) {
  const visible = text.replaceAll('\r', '\\r').replaceAll('\n', '\\n\n');
  console.log(visible.trimEnd().replace(/^/gm, `  ${who}: `));
}

async function send(name) {
  const text = await readFile(`requests/${name}.txt`, 'utf8');
  const [head, ...body] = text.trimEnd().split('\n\n');
  const lines = head.replaceAll('\n', '\r\n');
  const bytes = Buffer.from(`${lines}\r\n\r\n${body.join('\n\n')}`);
  console.log(`\n${name}.txt: ${bytes.length} bytes`);

  const socket = connect(port);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', (error) => console.log(`  cut off (${error.code})`));
  socket.on('data', (data) => print('answer', data.toString()));
  // TCP knows no messages: the bytes arrive in pieces, cut anywhere.
  for (let at = 0; at < bytes.length && !socket.destroyed; at += 100) {
    const piece = bytes.subarray(at, at + 100);
    print(`piece ${at / 100 + 1}`, piece.toString());
    socket.write(piece);
    await sleep(200);
  }
  socket.setTimeout(1000, () => {
    console.log('  nothing more for a second: the client hangs up');
    socket.destroy();
  });
  await closed;
  await sleep(200); // the handler may have a last word
}

for (const name of ['complete', 'short', 'long']) await send(name);
server.close();
