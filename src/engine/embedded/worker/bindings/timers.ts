/** `internalBinding('timers')` (src/timers.cc): timers and immediates, which the loop runs. */
import type { EventLoop } from '../loop/event-loop.ts';
import type { TimerCallbacks } from '../loop/surroundings.ts';

export const createTimersBinding = (loop: EventLoop): object => ({
  immediateInfo: loop.immediateInfo,
  timeoutInfo: loop.timeoutInfo,
  setupTimers(
    processImmediate: TimerCallbacks['processImmediate'],
    processTimers: TimerCallbacks['processTimers'],
  ): void {
    loop.timers = { processImmediate, processTimers };
  },
  getLibuvNow: () => loop.now(),
  scheduleTimer: (delay: number) => loop.scheduleTimer(delay),
  toggleTimerRef: () => loop.wake(),
  toggleImmediateRef: () => loop.wake(),
});
