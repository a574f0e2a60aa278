// setTimeout of a socket: idle time, activity puts it off, 0 ends it.
import net from 'node:net';
import { once } from 'node:events';

const server = net.createServer((socket) => socket.on('error', () => {}).pipe(socket));
await once(server.listen(0, '127.0.0.1'), 'listening');
const socket = net.connect(server.address().port, '127.0.0.1');
await once(socket, 'connect');
console.log(socket.timeout);
socket.setTimeout(1000, () => console.log('callback'));
console.log(socket.timeout);
let active = performance.now();
const timer = setInterval(() => {
  active = performance.now();
  socket.write('x');
}, 100);
setTimeout(clearInterval, 550, timer);
await once(socket, 'timeout');
clearInterval(timer); // a machine so busy that no write came for a second
console.log('idle for so long', performance.now() - active >= 990, socket.destroyed);
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
