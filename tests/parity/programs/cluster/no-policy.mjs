// SCHED_NONE: workers accept by themselves on a port that they share.
import cluster from 'node:cluster';
import { once } from 'node:events';
import net from 'node:net';

if (cluster.isPrimary) {
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const workers = [cluster.fork(), cluster.fork()];
  const [[{ port }]] = await Promise.all(workers.map((worker) => once(worker, 'listening')));
  const ask = async () => {
    let text = '';
    for await (const part of net.connect(port).setEncoding('utf8')) text += part;
    return text;
  };
  console.log(await Promise.all(Array.from({ length: 6 }, ask)));
  workers[0].process.kill('SIGKILL');
  await once(workers[0], 'exit');
  console.log(await ask());
  workers[1].disconnect();
  await once(workers[1], 'exit');
  await ask().catch(({ code }) => console.log(code));
} else {
  net.createServer((socket) => socket.end(`a worker of ${cluster.isWorker}`)).listen(0);
}
