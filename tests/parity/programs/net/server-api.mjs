// maxConnections and drop, getConnections, ref/unref, a listener that aborts, asyncDispose.
import net from 'node:net';
import { once } from 'node:events';

const server = net.createServer();
server.maxConnections = 1;
server.on('drop', (data) => console.log('drop', Object.keys(data), data.remoteFamily));
await once(server.listen({ port: 0, host: '127.0.0.1' }), 'listening');
const { port } = server.address();
const first = net.connect(port, '127.0.0.1');
await once(server, 'connection');
const second = net.connect(port, '127.0.0.1');
second.on('error', (error) => console.log(error.code));
await once(second, 'close');
console.log(await new Promise((resolve) => server.getConnections((error, count) => resolve([error, count]))));
console.log(server.unref() === server, server.ref() === server);
first.destroy();
await server[Symbol.asyncDispose]();
console.log(server.listening);
const controller = new AbortController();
const third = net.createServer().listen({ port: 0, signal: controller.signal });
third.on('close', () => console.log('third closed'));
await once(third, 'listening');
controller.abort();
await once(third, 'close');
const unreferenced = net.createServer().listen(0);
unreferenced.unref();
process.on('exit', () => console.log('exit although a server listens', unreferenced.listening));
