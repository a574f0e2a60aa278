// Events of both ends of one connection, each in its own order, with a polite end.
import net from 'node:net';
import { once } from 'node:events';

const lists = { server: [], client: [] };
const names = ['lookup', 'connect', 'ready', 'data', 'end', 'finish', 'drain', 'close', 'error', 'timeout'];
const follow = (list, socket) => {
  for (const name of names) socket.on(name, (value) => lists[list].push(name === 'data' ? `data ${value}` : name === 'close' ? `close ${value}` : name));
};
const server = net.createServer((socket) => {
  lists.server.push('connection');
  follow('server', socket);
  socket.on('data', (text) => socket.write(`echo ${text}`));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const socket = net.connect({ port: server.address().port, host: '127.0.0.1' }, () => lists.client.push('connect callback'));
follow('client', socket);
socket.write('hello', () => lists.client.push('write callback'));
await once(socket, 'data');
socket.end('bye', () => lists.client.push('end callback'));
await once(socket, 'close');
server.close();
await once(server, 'close');
console.log(lists);
