import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const depth = workerData?.depth ?? 0;
if (depth < 3) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { depth: depth + 1 } });
  worker.on('message', (message) => {
    const next = [...message, depth];
    if (isMainThread) console.log(next);
    else parentPort.postMessage(next);
  });
  // What inner threads print goes other ways than their messages; only one thread prints.
  if (isMainThread) worker.on('exit', (code) => console.log('ended with', code));
} else parentPort.postMessage([depth]);
