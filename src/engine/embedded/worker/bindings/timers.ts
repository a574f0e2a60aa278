/** `internalBinding('timers')` (src/timers.cc): timers and immediates, which the loop runs. */
import type { EventLoop } from '../loop/event-loop.ts';
import type { TimerCallbacks } from '../loop/surroundings.ts';

/** @param process on which the library's functions are called, since stacks name the object */
export const createTimersBinding = (loop: EventLoop, process: object): object => ({
  immediateInfo: loop.immediateInfo,
  timeoutInfo: loop.timeoutInfo,
  setupTimers(
    processImmediate: TimerCallbacks['processImmediate'],
    processTimers: TimerCallbacks['processTimers'],
  ): void {
    loop.timers = {
      processImmediate: () => processImmediate.call(process),
      processTimers: (now) => processTimers.call(process, now),
    };
  },
  getLibuvNow: () => loop.now(),
  scheduleTimer: (delay: number) => loop.scheduleTimer(delay),
  toggleTimerRef: () => loop.wake(),
  toggleImmediateRef: () => loop.wake(),
});
