/** The kernel as a script of its own, which the frame's document gets from the page and evaluates. */
import { Outbox, unpack } from '../shared/outbox.ts';
import type { HostToKernel, KernelToHost } from '../protocol/messages.ts';
import { Kernel } from './kernel.ts';

globalThis.startKernel = (port, first) => {
  // A message to itself comes after those that are here already.
  const turn = new MessageChannel();
  const outbox = new Outbox<KernelToHost>(
    (message, transfer) => port.postMessage(message, transfer),
    (callback) => {
      turn.port1.onmessage = callback;
      turn.port2.postMessage(null);
    },
    { atOnce: true },
  );
  const kernel = new Kernel((message, transfer) => outbox.send(message, transfer), first);
  port.onmessage = ({ data }: MessageEvent<HostToKernel | readonly HostToKernel[]>) => {
    unpack(data, (message) => {
      if (message.type === 'ping') outbox.send({ type: 'pong' });
      else kernel.fromHost(message);
    });
  };
};
