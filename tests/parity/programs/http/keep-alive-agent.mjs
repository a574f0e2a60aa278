// One agent with keepAlive: which socket serves which request, and what the agent holds afterwards.
import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer((req, res) => res.end(`${req.url} ${req.headers.connection}`));
let connections = 0;
server.on('connection', () => (connections += 1));
await once(server.listen(0), 'listening');
const { port } = server.address();
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

async function get(path) {
  const req = http.get({ port, path, agent });
  const [res] = await once(req, 'response');
  res.setEncoding('utf8');
  let body = '';
  for await (const part of res) body += part;
  return { body, reused: req.reusedSocket, connection: res.headers.connection, keepAlive: res.headers['keep-alive'] };
}

console.log(await get('/1'));
await new Promise(setImmediate);
console.log(await get('/2'));
console.log(await Promise.all([get('/3'), get('/4'), get('/5')]));
await new Promise(setImmediate);
const name = agent.getName({ port, host: 'localhost' }).replace(String(port), 'PORT');
console.log({ connections, name, free: Object.values(agent.freeSockets).flat().length, used: Object.keys(agent.sockets).length, total: agent.totalSocketCount });
agent.destroy();
server.close(() => console.log('closed'));
