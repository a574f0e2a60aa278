/** The frame's only script: takes one message port from the page, then is the kernel behind it. */
import type { HostToKernel, KernelToHost } from '../protocol.ts';
import { Kernel } from './kernel.ts';

addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (event.source !== parent || event.data !== 'port3000:connect' || !port) return;
  const kernel = new Kernel((message: KernelToHost, transfer = []) => port.postMessage(message, transfer));
  port.onmessage = ({ data }: MessageEvent<HostToKernel>) => {
    if (data.type === 'ping') port.postMessage({ type: 'pong' } satisfies KernelToHost);
    else kernel.fromHost(data);
  };
  port.postMessage({ type: 'frame-ready' } satisfies KernelToHost);
}, { once: true });
