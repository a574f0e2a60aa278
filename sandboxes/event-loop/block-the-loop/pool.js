import { Worker } from 'node:worker_threads';

const file = new URL('thread.js', import.meta.url);
const QUICK = 1000; // ms: a thread that ends sooner is not started again at once

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
  let alive = 0;

  function start() {
    const born = Date.now();
    const thread = new Worker(file);
    const worker = { job: null, take };
    alive += 1;

    function take(job) {
      worker.job = job;
      if (job) thread.postMessage(job.n);
      else idle.push(worker);
    }
    thread.on('message', (result) => {
      worker.job.resolve(result);
      take(queue.shift());
    });
    thread.on('error', (error) => {
      console.error(error.message); // 'exit' follows
      worker.job?.reject(error);
    });
    thread.on('exit', () => {
      alive -= 1;
      const failed = new Error('The thread ended');
      worker.job?.reject(failed);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
      if (alive === 0) for (const job of queue.splice(0)) job.reject(failed);
      setTimeout(start, Date.now() - born < QUICK ? QUICK : 0);
    });
    take(queue.shift());
  }

  for (let n = 0; n < size; n += 1) start();

  return (n) =>
    new Promise((resolve, reject) => {
      const job = { n, resolve, reject };
      const refuse = (why) => reject(Object.assign(new Error(why), { status: 503 }));
      if (idle.length > 0) idle.pop().take(job);
      else if (alive === 0) refuse('No thread is there');
      else if (queue.length >= limit) refuse('Too many jobs wait');
      else queue.push(job);
    });
}
