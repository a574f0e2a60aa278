/** `internalBinding('task_queue')` (src/node_task_queue.cc): nextTicks, microtasks and rejected promises. */
import type { Facts } from '../facts.ts';
import type { EventLoop } from '../loop/event-loop.ts';

export type RejectCallback = (type: number, promise: Promise<unknown>, reason: unknown) => void;

export function createTaskQueueBinding(
  facts: Facts,
  loop: EventLoop,
  on: { tick(callback: () => void): void; reject(callback: RejectCallback): void },
): object {
  const nativeQueueMicrotask = globalThis.queueMicrotask.bind(globalThis);
  return {
    ...facts.bindings['task_queue'],
    tickInfo: loop.tickInfo,
    runMicrotasks: loop.runMicrotasks,
    // An exception in a microtask reaches the loop like any other.
    enqueueMicrotask: (callback: () => void) => nativeQueueMicrotask(() => loop.microtask(callback)),
    setTickCallback: on.tick,
    setPromiseRejectCallback: on.reject,
  };
}
