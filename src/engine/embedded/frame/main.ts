/**
 * The script of the frame's document. It is small, so that the browser starts the frame, and the first worker
 * in it, while the page still loads the rest: the kernel comes as the first message.
 */
import { startEmptyWorker, type EmptyWorker } from './empty-worker.ts';

declare global {
  /** The function that the kernel's script defines. */
  var startKernel: (port: MessagePort, first: EmptyWorker) => void;
}

// Opened by its address the document could have the site's origin, and run any script that its opener sends it.
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
