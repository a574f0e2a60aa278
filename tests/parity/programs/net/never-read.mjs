// A peer that never reads: the writer's buffer fills, write() says false and 'drain' does not come.
import net from 'node:net';
import { once } from 'node:events';

const server = net.createServer({ pauseOnConnect: true }, (socket) => console.log('paused', socket.isPaused()));
await once(server.listen(0, '127.0.0.1'), 'listening');
const socket = net.connect(server.address().port, '127.0.0.1');
await Promise.all([once(socket, 'connect'), once(server, 'connection')]);
const answers = [];
let drained = false;
socket.on('drain', () => (drained = true));
for (let index = 0; index < 3; index += 1) answers.push(socket.write(Buffer.alloc(16 * 1024 * 1024)));
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(answers, drained, socket.writableNeedDrain, socket.writableLength > 16 * 1024 * 1024, socket.writableHighWaterMark);
let codes = [];
socket.write('more', (error) => codes.push(error?.code));
socket.on('close', () => console.log('close', codes));
socket.destroy();
await once(socket, 'close');
server.close();
process.exit();
