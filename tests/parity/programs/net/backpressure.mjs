// A reader that pauses stops the writer; nothing is lost and the counts agree.
import net from 'node:net';
import { once } from 'node:events';
import { createHash } from 'node:crypto';

const total = 8 * 1024 * 1024;
const hash = createHash('md5');
let received = 0;
let pauses = 0;
const done = Promise.withResolvers();
const server = net.createServer((socket) => {
  socket.on('data', (part) => {
    received += part.length;
    hash.update(part);
    if (pauses < 20) {
      pauses += 1;
      socket.pause();
      setTimeout(() => socket.resume(), 1);
    }
  });
  socket.on('end', () => done.resolve(socket.bytesRead));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const socket = net.connect(server.address().port, '127.0.0.1');
const block = Buffer.alloc(1024 * 1024, 'x');
let drains = 0;
for (let sent = 0; sent < total; sent += block.length) {
  if (!socket.write(block)) {
    drains += 1;
    await once(socket, 'drain');
  }
}
socket.end();
console.log({ read: await done.promise, written: socket.bytesWritten, received, drained: drains > 0, writableLength: socket.writableLength });
console.log(hash.digest('hex'));
server.close();
