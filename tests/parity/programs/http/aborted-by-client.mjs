// The client goes away in the middle of its body, and in the middle of the answer: events on the server.
import http from 'node:http';
import { once } from 'node:events';

const log = [];
let round = Promise.withResolvers();
const arrived = Promise.withResolvers();
const server = http.createServer((req, res) => {
  const note = (name) => (...args) => log.push(`${name} ${args.map((arg) => arg?.code ?? arg?.message ?? arg).join(' ')}`.trim());
  req.on('aborted', note('req aborted'));
  req.on('error', note('req error'));
  req.on('close', note('req close'));
  req.on('end', note('req end'));
  res.on('close', () => {
    log.push(`res close finished=${res.writableFinished} destroyed=${res.destroyed} complete=${req.complete} aborted=${req.aborted}`);
    setImmediate(round.resolve);
  });
  res.on('finish', note('res finish'));
  res.on('error', note('res error'));
  req.on('data', arrived.resolve);
  if (req.url === '/answer') res.write('part');
});
await once(server.listen(0), 'listening');
const { port } = server.address();

const post = http.request({ port, method: 'POST', path: '/body', headers: { 'Content-Length': 100 } });
post.on('error', (error) => console.log('client', error.code, error.message));
post.on('close', () => console.log('client close'));
post.write('some');
await arrived.promise;
post.destroy();
await round.promise;
console.log(log.splice(0));

round = Promise.withResolvers();
const get = http.get({ port, path: '/answer' });
const [res] = await once(get, 'response');
res.on('aborted', () => console.log('client res aborted'));
res.on('error', (error) => console.log('client res', error.code, error.message));
res.on('close', () => console.log('client res close', res.complete, res.aborted, res.destroyed));
await once(res, 'data');
get.destroy();
await round.promise;
console.log(log.splice(0));
server.close();
