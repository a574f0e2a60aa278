// Events of one exchange, server and client each in their own order.
import http from 'node:http';
import { once } from 'node:events';

const lists = { server: [], client: [] };
const follow = (list, object, label, names) => {
  for (const name of names) object.on(name, () => lists[list].push(`${label} ${name}`));
};
const server = http.createServer();
follow('server', server, 'server', ['listening', 'connection', 'request', 'close']);
server.on('connection', (socket) => follow('server', socket, 'socket', ['end', 'close', 'finish']));
server.on('request', (req, res) => {
  follow('server', req, 'req', ['readable', 'end', 'close', 'pause', 'resume']);
  follow('server', res, 'res', ['socket', 'pipe', 'finish', 'prefinish', 'close']);
  let body = '';
  req.setEncoding('utf8');
  req.on('data', (part) => (body += part));
  req.on('end', () => res.end(body.toUpperCase(), () => lists.server.push('end callback')));
});
await once(server.listen(0), 'listening');
const req = http.request({ port: server.address().port, method: 'POST', agent: false });
follow('client', req, 'req', ['socket', 'finish', 'prefinish', 'response', 'close', 'drain']);
req.on('socket', (socket) => follow('client', socket, 'socket', ['lookup', 'connectionAttempt', 'connect', 'ready', 'end', 'finish', 'close']));
req.on('response', (res) => {
  follow('client', res, 'res', ['end', 'close']);
  res.on('data', (part) => lists.client.push(`data ${part}`));
});
req.write('he');
req.end('llo', () => lists.client.push('end callback'));
await once(req, 'close');
server.close();
await once(server, 'close');
console.log(lists);
