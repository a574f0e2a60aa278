import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setEnvironmentData, Worker } from 'node:worker_threads';

writeFileSync('made-before.txt', 'written by the main thread');
setEnvironmentData('key', { shared: 'by all' });
const worker = new Worker(`
  const { parentPort, getEnvironmentData, workerData, threadId, isMainThread } = require('node:worker_threads');
  const fs = require('node:fs');
  parentPort.postMessage({
    file: fs.readFileSync('made-before.txt', 'utf8'), data: getEnvironmentData('key'), isMainThread,
    env: process.env.OWN, argv: process.argv.slice(2), path: typeof process.env.PATH, pid: process.pid === Number(workerData.pid),
  });
  try { process.chdir('/'); } catch (error) { parentPort.postMessage(error.code); }
`, { eval: true, workerData: { pid: process.pid }, env: { OWN: 'its own' }, argv: ['a', 1] });
worker.on('message', (message) => console.log(message));
console.log(await once(worker, 'exit'));
