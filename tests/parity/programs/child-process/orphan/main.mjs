// A process outlives the one that started it, and prints where that was told to.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';

const middleEnded = Promise.withResolvers();
const done = Promise.withResolvers();
const server = createServer(async (request, response) => {
  response.setHeader('connection', 'close');
  if (request.url === '/done') done.resolve();
  else await middleEnded.promise;
  response.end();
}).listen(0);
await once(server, 'listening');

const env = { ...process.env, PORT: server.address().port };
const middle = spawn(process.execPath, ['middle.cjs'], { stdio: 'inherit', env });
console.log(await once(middle, 'exit'));
middleEnded.resolve();
await done.promise;
server.close();
