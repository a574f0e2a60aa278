import { parentPort, workerData } from 'node:worker_threads';
const { n }: { n: number } = workerData ?? { n: 0 };
parentPort?.postMessage(n * 2 as number);
