/** The kernel as a script of its own, which the frame's document gets from the page and evaluates. */
import type { HostToKernel, KernelToHost } from '../protocol.ts';
import { Kernel } from './kernel.ts';

globalThis.startKernel = (port, first) => {
  const kernel = new Kernel((message: KernelToHost, transfer = []) => port.postMessage(message, transfer), first);
  port.onmessage = ({ data }: MessageEvent<HostToKernel>) => {
    if (data.type === 'ping') port.postMessage({ type: 'pong' } satisfies KernelToHost);
    else kernel.fromHost(data);
  };
};
