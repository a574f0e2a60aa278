/** The way from this worker to the kernel and back. */
import type { KernelToProcess, ProcessToKernel } from '../protocol/messages.ts';

/** What a dedicated worker's scope has that a page's has not (TypeScript's two libraries exclude each other). */
interface WorkerScope {
  postMessage(message: ProcessToKernel, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<KernelToProcess>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
const send = scope.postMessage.bind(scope);
let flush: () => void = () => {};
let received = 0;

/** Sends what has changed in files. */
export const flushFiles = (): void => flush();

/** @param callback sends what has changed in files */
export function flushFilesWith(callback: () => void): void {
  flush = callback;
}

/** Tells the kernel, after what has changed in files. */
export const post = (message: ProcessToKernel, transfer: Transferable[] = []): void => {
  flush();
  send(message, transfer);
};

/** How many messages of the kernel have been taken. */
export const messagesReceived = (): number => received;

export function receiveWith(callback: (message: KernelToProcess) => void): void {
  scope.onmessage = ({ data }) => {
    received += 1;
    callback(data);
  };
}
