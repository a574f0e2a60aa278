import cluster from 'node:cluster';
import { once } from 'node:events';
import { join } from 'node:path';

// A server that has its machine for itself forks os.availableParallelism().
const SIZE = 2;
const QUICK = 1000; // ms: what ends sooner than this is not replaced at once

cluster.setupPrimary({ exec: join(import.meta.dirname, 'worker.js') });

function fork() {
  const born = Date.now();
  const worker = cluster.fork();
  worker.on('listening', () => console.log(`worker ${worker.id} listens`));
  worker.on('exit', (code, signal) => {
    console.log(`worker ${worker.id} ended: ${signal ?? `code ${code}`}`);
    if (worker.exitedAfterDisconnect) return; // on purpose
    // Without the pause, one that fails at its start would be forked without end.
    setTimeout(fork, Date.now() - born < QUICK ? QUICK : 0);
  });
}

for (let n = 0; n < SIZE; n += 1) {
  fork();
  await once(cluster, 'listening');
}
