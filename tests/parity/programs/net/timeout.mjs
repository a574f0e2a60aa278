// setTimeout of a socket: idle time, activity puts it off, 0 ends it.
import net from 'node:net';
import { once } from 'node:events';

const server = net.createServer((socket) => socket.pipe(socket));
await once(server.listen(0, '127.0.0.1'), 'listening');
const socket = net.connect(server.address().port, '127.0.0.1');
await once(socket, 'connect');
console.log(socket.timeout);
socket.setTimeout(100, () => console.log('callback'));
console.log(socket.timeout);
let writes = 0;
const timer = setInterval(() => {
  socket.write('x');
  if ((writes += 1) === 6) clearInterval(timer);
}, 40);
await once(socket, 'timeout');
console.log('timeout after the writes', writes, socket.destroyed);
socket.setTimeout(0);
console.log(socket.timeout);
for (const bad of [-1, 'soon', NaN]) {
  try {
    socket.setTimeout(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
try {
  socket.setTimeout(10, 'not a function');
} catch (error) {
  console.log(error.code, error.message);
}
socket.destroy();
server.close();
