// A socket as a stream: pipe, async iteration, encodings, cork, writev, duplex echo.
import net from 'node:net';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';

const ended = Promise.withResolvers();
const server = net.createServer((socket) => {
  pipeline(socket, new Transform({ transform: (chunk, _, done) => done(null, String(chunk).toUpperCase()) }), socket).then(ended.resolve, ended.reject);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const socket = net.connect(server.address().port, '127.0.0.1');
socket.cork();
socket.write('one ');
socket.write(Buffer.from('two '));
socket.write('dGhyZWU=', 'base64');
socket.write(' €', 'utf8');
socket.uncork();
socket.end(' last', 'latin1');
let text = '';
for await (const part of socket.setEncoding('utf8')) text += part;
console.log(text, socket.bytesWritten, socket.bytesRead);
await ended.promise;
console.log('server pipeline done');
server.close();
await once(server, 'close');
