// One thread in the pool: what takes one waits for the hashes before it, what comes over a socket does not.
import { pbkdf2, scrypt } from 'node:crypto';
import { lookup } from 'node:dns';
import { once } from 'node:events';
import { open, readFile, stat } from 'node:fs';
import { readFile as readFileByPromise } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { gzip } from 'node:zlib';

process.env.UV_THREADPOOL_SIZE = '1';
const log = (name) => () => console.log(name);

const server = createServer((socket) => socket.end('x').on('error', () => {}));
await once(server.listen(0), 'listening');
const socket = connect(server.address().port);
await once(socket, 'connect');

pbkdf2('a', 'b', 200_000, 64, 'sha512', log('hash 1'));
stat(import.meta.filename, log('stat'));
scrypt('a', 'b', 64, { N: 16384 }, log('hash 2'));
readFile(import.meta.filename, log('file'));
lookup('localhost', { family: 4 }, log('name'));
gzip('text', log('gzip'));
open(import.meta.filename, (error, fd) => console.log('open', error, fd > 2));
readFileByPromise(import.meta.filename).then(log('promise of a file'));
setTimeout(log('timer'), 1);
socket.resume().on('close', log('socket'));
server.close();
