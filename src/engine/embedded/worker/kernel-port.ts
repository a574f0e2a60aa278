/** The way from this worker to the kernel and back. */
import type { KernelToProcess, ProcessToKernel } from '../protocol/messages.ts';

/** The members of a worker's scope that a page's lacks (TypeScript's libraries for the two exclude each other). */
interface WorkerScope {
  postMessage(message: ProcessToKernel, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<KernelToProcess>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
const send = scope.postMessage.bind(scope);
let flush: () => void = () => {};
let received = 0;

/** Sends the changes in files so far. */
export const flushFiles = (): void => flush();

/** @param callback sends the changes in files so far */
export function flushFilesWith(callback: () => void): void {
  flush = callback;
}

/** Sends a message to the kernel, after the changes in files so far. */
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
