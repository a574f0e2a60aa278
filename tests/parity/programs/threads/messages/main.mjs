import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { list: [1, 2, 3], text: 'data' }, name: 'summer' });
console.log(worker.threadId > 0, worker.threadName);
await once(worker, 'online');
console.log('online');
const [first] = await once(worker, 'message');
console.log(first);
const bytes = new Uint8Array([1, 2, 3, 4]);
worker.postMessage({ bytes }, [bytes.buffer]);
console.log('sent', bytes.byteLength);
const [second] = await once(worker, 'message');
console.log(second);
worker.postMessage('stop');
console.log(await once(worker, 'exit'), worker.threadId);
