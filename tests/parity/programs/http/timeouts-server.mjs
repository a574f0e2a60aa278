// headersTimeout, requestTimeout and keepAliveTimeout that really fire.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

async function talk(options, ...pieces) {
  const log = { server: [], client: [] };
  const server = http.createServer(options, (req, res) => {
    log.server.push(`request ${req.url}`);
    req.on('error', (error) => log.server.push(`request error ${error.code}`));
    req.resume().on('end', () => {
      res.sendDate = false;
      res.end('ok');
    });
  });
  await once(server.listen(0), 'listening');
  const socket = net.connect(server.address().port);
  socket.setEncoding('utf8');
  socket.on('data', (text) => log.client.push(text));
  socket.on('error', (error) => log.client.push(error.code));
  for (const piece of pieces) socket.write(piece);
  await once(socket, 'close');
  log.client.push('socket closed');
  server.close();
  console.log(log);
}
const checks = { connectionsCheckingInterval: 20 };
await talk({ ...checks, headersTimeout: 300, requestTimeout: 5000 }, 'GET / HTTP/1.1\r\nHost: a\r\n');
await talk({ ...checks, headersTimeout: 300, requestTimeout: 300 });
await talk({ ...checks, headersTimeout: 2000, requestTimeout: 2400 }, 'POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab');
await talk({ ...checks, keepAliveTimeout: 50, keepAliveTimeoutBuffer: 10 }, 'GET /keep HTTP/1.1\r\nHost: a\r\n\r\n');

const server = http.createServer();
console.log(server.headersTimeout, server.requestTimeout, server.keepAliveTimeout, server.keepAliveTimeoutBuffer, server.timeout, server.connectionsCheckingInterval);
try {
  http.createServer({ headersTimeout: 100, requestTimeout: 50 });
} catch (error) {
  console.log(error.code, error.message);
}
