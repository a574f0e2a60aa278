import { isMainThread, parentPort, threadName, workerData } from 'node:worker_threads';

parentPort.postMessage({ isMainThread, threadName, workerData, sum: workerData.list.reduce((a, b) => a + b) });
parentPort.on('message', (message) => {
  if (message === 'stop') parentPort.close();
  else parentPort.postMessage(message.bytes.map((byte) => byte * 2));
});
