// A worker that is told to disconnect answers what it has begun; a connection that is kept alive stays with its worker.
import cluster from 'node:cluster';
import { once } from 'node:events';
import http from 'node:http';

if (cluster.isPrimary) {
  const workers = [cluster.fork(), cluster.fork()];
  const [[{ port }]] = await Promise.all(workers.map((worker) => once(worker, 'listening')));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path, options) => new Promise((resolve, reject) => {
    http.get({ port, path, ...options }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => resolve(text));
    }).on('error', reject);
  });
  const kept = [];
  for (let count = 0; count < 4; count += 1) kept.push(await ask('/', { agent }));
  console.log(new Set(kept).size);
  agent.destroy();

  const begun = once(cluster, 'message');
  const answer = ask('/slow', { agent: false });
  const [worker] = await begun;
  worker.disconnect();
  worker.process.send('answer now');
  console.log((await answer).startsWith('slow'));
  await once(worker, 'exit');
  console.log((await ask('/', { agent: false })).startsWith('worker'));
  await new Promise((resolve) => cluster.disconnect(resolve));
  console.log('done');
} else {
  http.createServer((request, response) => {
    if (request.url !== '/slow') return response.end(`worker ${cluster.worker.id}`);
    process.once('message', () => {
      response.setHeader('connection', 'close');
      response.end('slow');
    });
    return process.send('slow');
  }).listen(0);
}
