import net from 'node:net';
import { once } from 'node:events';

for (const host of ['127.0.0.1', '::1', undefined]) {
  const server = net.createServer();
  console.log(server.address(), server.listening);
  await once(server.listen(0, host), 'listening');
  const { port, ...rest } = server.address();
  console.log(host, rest, typeof port);
  const [[peer], socket] = await Promise.all([once(server, 'connection'), (async () => {
    const client = net.connect(port, host ?? '127.0.0.1');
    await once(client, 'connect');
    return client;
  })()]);
  console.log([socket.remoteAddress, socket.remoteFamily, socket.remotePort === port, socket.localAddress, socket.localFamily, socket.localPort === peer.remotePort]);
  console.log([peer.remoteAddress, peer.remoteFamily, peer.localAddress, peer.localPort === port]);
  console.log(Object.keys(socket.address()), socket.address().family, socket.pending, socket.connecting, socket.timeout);
  socket.destroy();
  console.log(socket.remoteAddress, socket.localAddress, socket.address(), socket.pending, socket.destroyed);
  await once(peer, 'close').catch((error) => console.log(error.code));
  server.close();
}
