import { Worker } from 'node:worker_threads';

const file = new URL('thread.js', import.meta.url);

/** One job in a thread of its own, started for it and ended after it. */
export function inThread(n) {
  const thread = new Worker(file);
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The thread ended: code ${code}`)));
    thread.postMessage(n);
  }).finally(() => thread.terminate());
}

/** `size` threads that stay, and a queue of at most `limit` jobs before them. */
export function createPool({ size, limit }) {
  const idle = [];
  const queue = [];

  function start() {
    const thread = new Worker(file);
    let job = null; // the one it works on
    const worker = {
      take(next) {
        job = next;
        thread.postMessage(job.n);
      },
    };
    thread.on('message', (result) => {
      job.resolve(result);
      job = null;
      const next = queue.shift();
      if (next) worker.take(next);
      else idle.push(worker);
    });
    thread.on('error', (error) => job?.reject(error)); // 'exit' follows
    thread.on('exit', () => {
      job?.reject(new Error('The thread ended'));
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
      start();
    });
    const first = queue.shift();
    if (first) worker.take(first);
    else idle.push(worker);
  }

  for (let n = 0; n < size; n += 1) start();

  return (n) =>
    new Promise((resolve, reject) => {
      const job = { n, resolve, reject };
      const worker = idle.pop();
      if (worker) worker.take(job);
      else if (queue.length < limit) queue.push(job);
      else reject(Object.assign(new Error('Too many jobs wait'), { status: 503 }));
    });
}
