// A chat beside an HTTP server: text, binary, compression, ping, close codes, refusals, a stream.
import { createServer } from 'node:http';
import { once } from 'node:events';
import WebSocket, { WebSocketServer, createWebSocketStream } from 'ws';

const server = createServer((request, response) => response.writeHead(426).end('upgrade'));
const chat = new WebSocketServer({ noServer: true, perMessageDeflate: { threshold: 100 }, handleProtocols: (protocols) => [...protocols].at(-1), maxPayload: 200_000 });
server.on('upgrade', (request, socket, head) => {
  if (request.url !== '/chat') return void socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  chat.handleUpgrade(request, socket, head, (client) => chat.emit('connection', client, request));
});
chat.on('connection', (client, request) => {
  client.on('error', (error) => console.log('server error', error.code, error.message));
  client.on('message', (data, binary) => {
    for (const other of chat.clients) if (other.readyState === WebSocket.OPEN) other.send(binary ? data : `<${request.headers['x-name']}> ${data}`, { binary });
  });
  client.on('close', (code, reason) => console.log('server sees close', code, String(reason)));
});
await once(server.listen(0), 'listening');
const url = `ws://localhost:${server.address().port}`;
const join = async (name, protocols = []) => {
  const client = new WebSocket(`${url}/chat`, protocols, { headers: { 'x-name': name } });
  await once(client, 'open');
  return client;
};
const ann = await join('ann', ['one', 'two']);
const bob = await join('bob');
console.log(ann.protocol, ann.extensions, bob.readyState, chat.clients.size);
const heard = async (client) => (await once(client, 'message')).map(String);
for (const [client, message] of [[ann, 'hello'], [bob, 'ünïcode ✓'], [ann, Buffer.from([1, 2, 3])]]) {
  const both = Promise.all([heard(ann), heard(bob)]);
  client.send(message);
  console.log(JSON.stringify(await both));
}
const long = Promise.all([heard(ann), heard(bob)]);
ann.send('long '.repeat(20_000));
console.log((await long).map(([text]) => text.length));
bob.ping('are you there');
console.log('pong', String((await once(bob, 'pong'))[0]));

const refused = new WebSocket(`${url}/other`);
refused.on('error', (error) => console.log(error.message));
console.log('closed', await new Promise((resolve) => refused.on('close', resolve)));
console.log((await fetch(`http://localhost:${server.address().port}/`, { headers: { connection: 'close' } })).status);

const [annServer] = chat.clients;
const left = once(annServer, 'close');
ann.close(4001, 'done');
const [code] = await once(ann, 'close');
await left;
console.log(code);
bob.send('x'.repeat(300_000));
console.log((await once(bob, 'close')).map(String));

const carl = await join('carl');
const duplex = createWebSocketStream(carl, { encoding: 'utf8' });
duplex.write('through a stream');
console.log(String((await once(duplex, 'data'))[0]));
duplex.end();
await once(carl, 'close');

const global = new globalThis.WebSocket(`${url}/chat`);
global.onmessage = ({ data }) => {
  console.log(data);
  global.close();
};
global.onopen = () => global.send('from the global');
await new Promise((resolve) => (global.onclose = resolve));
chat.close();
server.close();
