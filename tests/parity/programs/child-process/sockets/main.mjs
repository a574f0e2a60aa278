// Connections and servers that go from one process to another.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const child = fork('child.mjs');
const ask = async (port, text) => {
  const socket = connect(port);
  socket.write(text);
  let answer = '';
  for await (const part of socket.setEncoding('utf8')) answer += part;
  return answer;
};

const server = createServer({ pauseOnConnect: true }, (socket) => child.send('connection', socket));
server.listen(0);
await once(server, 'listening');
console.log(await ask(server.address().port, 'hello'));
console.log((await Promise.all(['a', 'b', 'c', 'd'].map((text) => ask(server.address().port, text)))).join(' '));
// What has been read is the parent's, what follows the child's.
const reading = createServer((socket) => {
  socket.once('data', (first) => {
    socket.pause();
    child.send({ first: first.toString() }, socket);
  });
});
reading.listen(0);
await once(reading, 'listening');
const long = connect(reading.address().port);
long.write('first part');
const [told] = await once(child, 'message');
console.log(told);
long.write('second part');
let answer = '';
for await (const part of long.setEncoding('utf8')) answer += part;
console.log(answer);
server.close();
reading.close();

const shared = createServer(() => console.log('never'));
shared.listen(0);
await once(shared, 'listening');
const { port } = shared.address();
child.send('server', shared);
console.log((await once(child, 'message'))[0] === port);
shared.close();
console.log(await ask(port, 'to the server'));
child.disconnect();
console.log(await once(child, 'exit'));
await ask(port, 'nobody').catch(({ code }) => console.log(code));
