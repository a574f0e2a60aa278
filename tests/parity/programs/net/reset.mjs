// resetAndDestroy gives the peer ECONNRESET; a plain destroy gives it an end.
import net from 'node:net';
import { once } from 'node:events';

for (const how of ['resetAndDestroy', 'destroy', 'end', 'destroySoon']) {
  const log = [];
  const [arrived, gone] = [Promise.withResolvers(), Promise.withResolvers()];
  const server = net.createServer((socket) => {
    for (const name of ['end', 'error', 'close']) socket.on(name, (value) => log.push(`${name} ${value?.message ?? value ?? ''}`.trim()));
    socket.on('data', (text) => arrived.resolve(log.push(String(text))));
    socket.on('close', gone.resolve);
    socket.write('welcome');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = net.connect(server.address().port, '127.0.0.1');
  await once(socket, 'data');
  socket.write('x');
  await arrived.promise;
  socket[how]();
  socket.on('error', (error) => console.log('own error', error.code));
  await Promise.all([once(socket, 'close'), gone.promise]);
  console.log(how, log, socket.destroyed, socket.errored, socket.closed);
  server.close();
}
const early = net.connect({ port: 1, host: '127.0.0.1' });
early.resetAndDestroy();
early.on('error', (error) => console.log(error.code, error.message));
early.on('close', (hadError) => console.log('close', hadError));
