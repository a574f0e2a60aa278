// Three requests in one packet; the first answers last, and yet the answers come in order.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const finished = [];
let slow;
const server = http.createServer((req, res) => {
  res.sendDate = false;
  const answer = () => {
    finished.push(req.url);
    res.end(`${req.method} ${req.url}`);
  };
  if (req.url === '/slow') slow = answer;
  else answer();
  if (req.url === '/last') setImmediate(slow);
});
await once(server.listen(0), 'listening');
const socket = net.connect(server.address().port);
socket.setEncoding('utf8');
let text = '';
socket.on('data', (part) => (text += part));
socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\nPOST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcdGET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
await once(socket, 'end');
console.log(text);
console.log(finished);
server.close();
