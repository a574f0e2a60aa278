// The classes behind the messages and what a reader sees of them.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { Readable, Stream, Writable } from 'node:stream';

const server = http.createServer((req, res) => {
  console.log(req instanceof http.IncomingMessage, req instanceof Readable, res instanceof http.ServerResponse, res instanceof http.OutgoingMessage, res instanceof Stream, res instanceof Writable);
  console.log(req.httpVersion, req.httpVersionMajor, req.httpVersionMinor, req.method, req.url, req.statusCode, req.complete, req.aborted);
  console.log(res.statusCode, res.statusMessage, res.headersSent, res.sendDate, res.shouldKeepAlive, res.chunkedEncoding, res.useChunkedEncodingByDefault, res.writableHighWaterMark, res.writableObjectMode, res.req === req);
  console.log(req.socket instanceof net.Socket, req.socket.remoteFamily, req.socket.localAddress === req.socket.remoteAddress, req.socket.server === server, req.connection === req.socket, res.socket === req.socket);
  console.log(Object.keys(req).sort().join());
  console.log(Object.keys(res).sort().join());
  res.end();
});
console.log(server instanceof net.Server, server.constructor.name, server.listening, server.address(), server.maxConnections, server.allowHalfOpen, server.pauseOnConnect, server.noDelay);
await once(server.listen(0), 'listening');
const req = http.get({ port: server.address().port });
console.log(req.constructor.name, req.method, req.path, req.host, req.protocol, req.reusedSocket, req.maxHeadersCount, req.finished, req.writableEnded);
const [res] = await once(req, 'response');
console.log(Object.keys(res).sort().join());
res.resume();
await once(res, 'close');
console.log(http.METHODS.length, http.METHODS.slice(0, 5), Object.keys(http.STATUS_CODES).length, http.STATUS_CODES[418], http.STATUS_CODES[404]);
console.log(Object.keys(http).sort().join());
console.log(Object.keys(server).sort().join());
server.close();
