// Writing when it is too late: after end, after destroy, to a peer that is gone.
import net from 'node:net';
import { once } from 'node:events';

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.resume();
  if (server.mode === 'gone') socket.destroy();
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address();
const open = async () => {
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
};
{
  const socket = await open();
  socket.end();
  socket.on('error', (error) => console.log('event', error.code, error.message));
  console.log(socket.write('late', (error) => console.log('callback', error.code)));
  await once(socket, 'close');
}
{
  const socket = await open();
  socket.destroy();
  socket.on('error', (error) => console.log('event', error.code));
  console.log(socket.write('late', (error) => console.log('callback', error.code, error.message)));
  await once(socket, 'close');
}
{
  server.mode = 'gone';
  const socket = await open();
  socket.on('error', (error) => console.log('event', ['EPIPE', 'ECONNRESET'].includes(error.code), error.syscall));
  await once(socket, 'end').catch((error) => console.log(error.code));
  console.log(socket.writable, socket.readable, socket.readyState);
  await once(socket, 'close');
  console.log(socket.destroyed);
}
try {
  (await open()).write(5);
} catch (error) {
  console.log(error.code, error.message);
}
process.exit();
