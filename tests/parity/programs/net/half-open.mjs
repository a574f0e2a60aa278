// allowHalfOpen on either side: who may still write after the other has ended.
import net from 'node:net';
import { once } from 'node:events';

for (const [serverHalf, clientHalf] of [[false, false], [true, false], [false, true], [true, true]]) {
  const log = { server: [], client: [] };
  const server = net.createServer({ allowHalfOpen: serverHalf }, (socket) => {
    socket.setEncoding('utf8');
    socket.on('data', (text) => log.server.push(text));
    socket.on('end', () => {
      log.server.push(`end writable=${socket.writable} state=${socket.readyState}`);
      if (serverHalf) setImmediate(() => socket.end('late answer'));
    });
    socket.on('error', (error) => log.server.push(error.code));
    socket.on('close', () => log.server.push('close'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = net.connect({ port: server.address().port, host: '127.0.0.1', allowHalfOpen: clientHalf });
  socket.setEncoding('utf8');
  log.client.push(socket.readyState);
  await once(socket, 'connect');
  log.client.push(socket.readyState);
  socket.on('data', (text) => log.client.push(text));
  socket.on('end', () => log.client.push(`end ${socket.readyState}`));
  socket.end('question');
  log.client.push(socket.readyState);
  await once(socket, 'close');
  log.client.push(socket.readyState);
  server.close();
  await once(server, 'close');
  console.log({ serverHalf, clientHalf }, log);
}
