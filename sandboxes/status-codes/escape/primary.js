import cluster from 'node:cluster';
import { join } from 'node:path';

// Only so that there is a server for your next request: one worker, forked again.
cluster.setupPrimary({ exec: join(import.meta.dirname, 'server.js') });
const fork = () => {
  const worker = cluster.fork();
  worker.on('listening', () => console.log(`process ${worker.id} listens`));
  worker.on('exit', (code) => {
    console.log(`process ${worker.id} ended: code ${code}`);
    if (worker.id < 100) setTimeout(fork, 100);
  });
};
fork();
