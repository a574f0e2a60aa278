import { connect, createServer } from 'node:net';

const server = createServer((socket) => {
  socket.on('close', () => console.log('close'));
  socket.destroy();
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick'));
  server.close();
});
server.listen(0, () => {
  connect(server.address().port).on('error', () => {});
});
