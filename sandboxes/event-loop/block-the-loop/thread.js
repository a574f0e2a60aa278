import { parentPort } from 'node:worker_threads';
import { factor } from './factor.js';

parentPort.on('message', (n) => parentPort.postMessage(factor(n)));
