// Expect: 100-continue with the default, with a listener, and refused; and an expectation nobody knows.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

async function raw(port, head, body) {
  const socket = net.connect(port);
  socket.setEncoding('utf8');
  let text = '';
  socket.on('data', (part) => {
    text += part;
    if (text.startsWith('HTTP/1.1 100') && body) {
      socket.write(body);
      body = undefined;
    }
  });
  socket.write(head);
  await once(socket, 'close');
  return text.replace(/Date: [^\r]*/, 'Date: D');
}
const head = 'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n';
const echo = (req, res) => {
  res.sendDate = false;
  req.setEncoding('utf8');
  req.on('data', (text) => res.write(text));
  req.on('end', () => res.end());
};

let server = http.createServer(echo);
await once(server.listen(0), 'listening');
console.log(await raw(server.address().port, head, 'data'));
console.log(await raw(server.address().port, head.replace('100-continue', 'miracle')));
server.on('checkExpectation', (req, res) => {
  res.sendDate = false;
  res.writeHead(417, { 'X-Expected': req.headers.expect }).end('no miracles');
});
console.log(await raw(server.address().port, head.replace('100-continue', 'miracle')));
server.on('checkContinue', (req, res) => {
  res.sendDate = false;
  if (req.headers['content-length'] === '4') {
    res.writeContinue();
    server.emit('request', req, res);
  } else res.writeHead(413).end('too large');
});
console.log(await raw(server.address().port, head, 'more'));
console.log(await raw(server.address().port, head.replace('4', '5')));

const req = http.request({ port: server.address().port, method: 'PUT', headers: { Expect: '100-continue', 'Content-Length': 4 } });
const events = [];
for (const name of ['continue', 'information', 'response', 'close']) req.on(name, (value) => events.push([name, value?.statusCode]));
req.on('continue', () => req.end('body'));
req.flushHeaders();
const [res] = await once(req, 'response');
for await (const part of res) console.log(String(part));
await once(req, 'close');
console.log(events);
server.close();
