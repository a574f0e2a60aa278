// Workers share a port; connections go to them in turn, and to those that are left when one is gone.
import cluster from 'node:cluster';
import { once } from 'node:events';
import http from 'node:http';

if (cluster.isPrimary) {
  console.log(cluster.isWorker, cluster.worker, cluster.schedulingPolicy === cluster.SCHED_RR, Object.keys(cluster.workers));
  const workers = [cluster.fork({ NAME: 'a' }), cluster.fork({ NAME: 'b' })];
  console.log(Object.keys(cluster.workers), workers.map(({ id, state }) => [id, state]), workers[0].isConnected(), workers[0].isDead());
  const ports = (await Promise.all(workers.map((worker) => once(worker, 'listening')))).map(([{ port, addressType }]) => [port, addressType]);
  const [[port]] = ports;
  console.log(ports.every(([other, type]) => other === port && type === 4), workers.map(({ state }) => state));

  const ask = (path) => new Promise((resolve, reject) => {
    http.get({ port, path, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => resolve(text));
    }).on('error', reject);
  });
  const names = [];
  for (let count = 0; count < 6; count += 1) names.push((await ask('/')).split(' ')[0]);
  console.log(names.every((name, index) => index < 2 || name === names[index - 2]), names.toSorted().join(''));
  const many = await Promise.all(Array.from({ length: 30 }, (_, index) => ask(`/${index}`)));
  console.log(many.every((text, index) => text.endsWith(` /${index}`)));

  cluster.on('exit', (worker, code, signal) => console.log('exit', worker.id, code, signal, worker.exitedAfterDisconnect, Object.keys(cluster.workers)));
  workers[0].process.kill('SIGKILL');
  await once(workers[0], 'exit');
  console.log(workers[0].isDead(), workers[0].isConnected(), await ask('/after'));

  // Another in its place.
  const third = cluster.fork({ NAME: 'c' });
  await once(third, 'listening');
  const now = new Set();
  for (let count = 0; count < 4; count += 1) now.add((await ask('/')).split(' ')[0]);
  console.log([...now].toSorted());
  cluster.removeAllListeners('exit');
  await new Promise((resolve) => cluster.disconnect(resolve));
  console.log('all disconnected');
  await ask('/').catch(({ code }) => console.log(code));
} else {
  // The port is the primary's choice, the same for all.
  http.createServer((request, response) => {
    response.setHeader('connection', 'close');
    response.end(`${process.env.NAME} ${request.url}`);
  }).listen(0);
}
