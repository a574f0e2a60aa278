/**
 * The script of the frame's document. It is small, so that the browser starts the frame, and the first worker
 * in it, while the page still loads the rest: the kernel comes as the first message.
 */
import { startEmptyWorker, type EmptyWorker } from './empty-worker.ts';

declare global {
  /** Defined by the kernel's script. */
  var startKernel: (port: MessagePort, first: EmptyWorker) => void;
}

// Loaded by its address it would have the site's origin, and whoever had opened it could run there what he likes.
if (origin !== 'null')
  throw new Error('This document is the embedded engine: it runs in a frame with sandbox="allow-scripts" only.');
const first = startEmptyWorker();
const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }: MessageEvent<string>) => {
  // eslint-disable-next-line no-eval
  (0, eval)(data);
  startKernel(port1, first);
};
parent.postMessage('port3000:frame', '*', [port2]);
