// What a connection's event sets as an immediate runs before the answer it wrote can arrive.
import net from 'node:net';
import { once } from 'node:events';

const rounds = 300;
let [asked, late] = [0, 0];
let immediate = true;
const server = net.createServer((socket) => socket.on('data', () => {
  immediate = false;
  setImmediate(() => (immediate = true));
  socket.write('answer');
}));
await once(server.listen(0, '127.0.0.1'), 'listening');
const socket = net.connect(server.address().port, '127.0.0.1');
socket.on('data', () => {
  if (!immediate) late += 1;
  if ((asked += 1) < rounds) socket.write('question');
  else socket.end();
});
socket.write('question');
await once(socket, 'close');
console.log({ asked, late });
server.close();
