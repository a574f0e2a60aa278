// onread: data goes into the caller's buffer; returning false pauses.
import net from 'node:net';
import { once } from 'node:events';

const server = net.createServer((socket) => socket.end('0123456789abcdefghij'));
await once(server.listen(0, '127.0.0.1'), 'listening');
const buffer = Buffer.alloc(8);
const parts = [];
const socket = net.connect({
  port: server.address().port,
  host: '127.0.0.1',
  onread: {
    buffer,
    callback(count, target) {
      parts.push([count, target === buffer, target.toString('latin1', 0, count)]);
      return true;
    },
  },
});
socket.on('data', () => console.log('never'));
await once(socket, 'close');
console.log(parts, socket.bytesRead);
server.close();
