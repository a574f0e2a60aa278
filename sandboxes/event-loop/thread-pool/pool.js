import { pbkdf2 } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs';
import { connect, createServer } from 'node:net';

const print = (text) => console.log(text);

// A socket that answers with one word, connected before anything else begins.
const server = createServer((socket) => socket.end('pong')).listen(0);
await once(server, 'listening');
const socket = connect(server.address().port);
await once(socket, 'connect');

// Four hashes of 50,000 rounds: each keeps a thread of the pool busy.
let done = 0;
for (let n = 0; n < 4; n += 1) {
  pbkdf2('password', 'salt', 50_000, 64, 'sha512', () => {
    done += 1;
    print(`hash ${done} of 4`);
  });
}

socket.resume().once('end', () => {
  print('socket answered');
  readFile(import.meta.filename, () => print('file read'));
});
server.close();
