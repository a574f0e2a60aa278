/**
 * The event loop of a process: libuv's order of things on top of the browser's.
 *
 * Every callback into JavaScript runs as a browser task of its own, so that the microtasks it leaves are
 * run after it, as in Node. Between tasks the loop picks the next callback in libuv's order: timers,
 * finished operations, immediates, close callbacks (https://docs.libuv.org/en/v1.x/design.html).
 *
 * The file is longer than others because it is one state machine: each phase decides by the queues of all others.
 */

import { LocatedCall, type ThrowPlace } from './located-call.ts';
import type { LoopClock, LoopHandle, LoopHooks, TimerCallbacks } from './surroundings.ts';

/** Thrown by `runMicrotasks` between two timers or immediates to get back to the browser; never seen outside. */
const YIELD = Symbol('yield to microtasks');

type Phase = 'timers' | 'poll' | 'check' | 'closing';

export class EventLoop {
  /** [0] is 1 while nextTicks wait. It is a setter, because a nextTick from within a microtask must wake the loop. */
  readonly tickInfo: { 0: number; 1: number };
  readonly immediateInfo = new Uint32Array(3);
  readonly timeoutInfo = new Int32Array(1);
  hooks: LoopHooks | undefined;
  timers: TimerCallbacks | undefined;
  stopped = false;
  /** Handles that are not closed. */
  readonly handles = new Set<LoopHandle>();

  readonly #clock: LoopClock;
  #phase: Phase = 'timers';
  #completed: (() => void)[] = [];
  /** How many of `#completed` belong to this round's poll phase. */
  #polling = 0;
  #closing: (() => void)[] = [];
  #operations = 0;
  #handles = 0;
  #depth = 0;
  #yieldable = false;
  #yielded = false;
  readonly #located = new LocatedCall(() => this.stopped || this.#yielded);
  #scheduled = false;
  #nextTimer = 0;
  #next: (() => void) | undefined;
  /** Whether this round has had something to do: unref'd immediates run only then. */
  #stirred = false;
  #held = false;
  /** Whether a turn went by without a callback: by then the browser has reported rejected promises of the last one. */
  #settled = false;
  /** Callbacks of operations that timers have started: libuv's threads would not have finished them in this round. */
  #started: (() => void)[] = [];
  /** The browser's timer that ends a rest, and in `#sleepUntil` the program's timer for which it does. */
  #sleep: ReturnType<typeof setTimeout> | undefined;
  #sleepUntil = 0;
  readonly #channel = new MessageChannel();
  readonly #setTimeout = globalThis.setTimeout.bind(globalThis);
  readonly #clearTimeout = globalThis.clearTimeout.bind(globalThis);

  constructor(clock: LoopClock) {
    this.#clock = clock;
    let hasTicks = 0;
    const wake = () => {
      if (this.#depth === 0) this.#schedule();
    };
    this.tickInfo = {
      get 0() {
        return hasTicks;
      },
      set 0(value: number) {
        hasTicks = value;
        if (value === 1) wake();
      },
      1: 0,
    };
    this.#channel.port1.onmessage = () => {
      try {
        this.#turn();
      } catch (error) {
        if (!this.stopped) throw error; // process.exit() unwinds the stack by an exception
      }
    };
  }

  now(): number {
    return Math.floor(this.#clock.monotonic());
  }

  /** Whether the session's clock stands still. */
  get paused(): boolean {
    return this.#clock.rate === 0;
  }

  /** `internalBinding('task_queue').runMicrotasks`: unwinds the stack, since the browser runs them when it is empty. */
  runMicrotasks = (): void => {
    if (!this.#yieldable) return;
    this.#yielded = true;
    throw YIELD;
  };

  /** Calls back after so many milliseconds of the machine's clock, even while the session's clock stands still. */
  afterReal(milliseconds: number, callback: () => void): void {
    this.#setTimeout(callback, milliseconds);
  }

  /** Runs `callback` in the poll phase; keeps the process alive until then. */
  defer(callback: () => void): void {
    if (this.#phase === 'timers') this.#started.push(callback);
    else this.#completed.push(callback);
    this.#schedule();
  }

  /**
   * Runs `callback` in the browser task that brought it (a message), without a further turn when the loop
   * is idle; else in order, in the poll phase.
   */
  deliver(callback: () => void): void {
    if (this.#held || this.#depth > 0 || this.tickInfo[0] === 1 || this.tickInfo[1] === 1 || this.#pending) {
      this.defer(callback);
      return;
    }
    this.#phase = 'poll';
    this.#polling = 0;
    this.#stirred = true;
    this.enter(callback);
    if (this.#pending) this.#schedule();
  }

  /** Whether this round has callbacks left to run (an immediate, say), which come before those of the next message. */
  get #pending(): boolean {
    return (
      this.#completed.length > 0 ||
      this.#started.length > 0 ||
      this.#closing.length > 0 ||
      (this.immediateInfo[0] ?? 0) > 0
    );
  }

  /** Runs `callback` after the immediates, as libuv does with `uv_close`. */
  deferClose(callback: () => void): void {
    this.#closing.push(callback);
    this.#schedule();
  }

  /** An operation keeps the process alive until the function is called, with what then runs in the poll phase. */
  begin(): (callback?: () => void) => void {
    this.#operations += 1;
    let over = false;
    return (callback) => {
      if (over) return;
      over = true;
      this.#operations -= 1;
      if (callback) this.defer(callback);
      else this.#schedule();
    };
  }

  /** Whether callbacks wait: in Node the modules of a program have run before its loop first turns. */
  set held(on: boolean) {
    this.#held = on;
    this.#schedule();
  }

  /** An open, active and referenced handle keeps the process alive. */
  addHandle(): void {
    this.#handles += 1;
  }

  removeHandle(): void {
    this.#handles -= 1;
    this.#schedule();
  }

  scheduleTimer(delay: number): void {
    const at = this.now() + Math.max(1, delay);
    if (this.#nextTimer === 0 || at < Math.abs(this.#nextTimer)) this.#nextTimer = at;
    this.#schedule();
  }

  /** Sets the sleep anew, after the clock was moved, stopped or set to another speed. */
  retime(): void {
    this.#awake();
    this.#schedule();
  }

  /** Makes the loop look again, after an immediate was added or a timer refed, for example. */
  wake(): void {
    this.#schedule();
  }

  /**
   * Enters JavaScript: runs `callback`, then nextTicks. An exception goes to Node's handler, like one
   * that reaches C++. Microtasks follow when the caller returns to the browser.
   */
  enter(callback: () => void): void {
    if (this.stopped) return;
    if (this.#depth === 0) this.hooks?.begin();
    this.#settled = false;
    this.#depth += 1;
    try {
      this.#guard(callback);
      this.#drainTicks();
    } finally {
      this.#depth -= 1;
    }
  }

  /** `enter` for the program's main module: when it throws, the place is found even of a value without a stack. */
  enterLocated(callback: () => void): void {
    if (this.stopped) return;
    this.hooks?.begin();
    this.#settled = false;
    this.#depth += 1;
    try {
      this.#guardLocated(callback);
      this.#drainTicks();
    } finally {
      this.#depth -= 1;
    }
  }

  /** The browser reports an exception; true when it came out of a callback run by `#guardLocated`. */
  report(error: unknown, place: ThrowPlace): boolean {
    return this.#located.report(error, place);
  }

  /** Runs a microtask of the program; nextTicks wait until all microtasks have run. */
  microtask(callback: () => void): void {
    if (this.stopped) return;
    this.#depth += 1;
    try {
      this.#guard(callback);
    } finally {
      this.#depth -= 1;
    }
  }

  /** Calls `callback` when the microtasks that are left have run, before anything else the loop would do. */
  next(callback: () => void): void {
    this.#next = callback;
    this.#schedule();
  }

  /** Ends the loop for good: nothing of this process runs from here on. */
  stop(): void {
    this.stopped = true;
    this.#awake();
    this.#completed = [];
    this.#started = [];
    this.#closing = [];
    this.#channel.port1.close();
  }

  get alive(): boolean {
    return (
      this.#operations > 0 ||
      this.#handles > 0 ||
      this.#completed.length > 0 ||
      this.#closing.length > 0 ||
      (this.timeoutInfo[0] ?? 0) > 0 ||
      (this.immediateInfo[1] ?? 0) > 0
    );
  }

  /** @returns whether the callback ran to its end */
  #guard(callback: () => void): boolean {
    try {
      callback();
      return true;
    } catch (error) {
      if (!this.hooks) throw error;
      if (!this.stopped) this.hooks.uncaught(error);
      return false;
    }
  }

  /** `#guard` that also tells where a value was thrown; a microsecond slower, so not for every callback. */
  #guardLocated(callback: () => void): boolean {
    const { whole, thrown } = this.#located.run(callback);
    if (thrown && !this.stopped) this.hooks?.uncaught(thrown.error, thrown.place);
    return whole;
  }

  #drainTicks(): void {
    while (!this.stopped && (this.tickInfo[0] === 1 || this.tickInfo[1] === 1)) {
      this.#guard(() => this.hooks?.tick());
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.stopped) return;
    this.#scheduled = true;
    this.#channel.port2.postMessage(null);
  }

  /** One browser task: at most one callback. */
  #turn(): void {
    this.#scheduled = false;
    if (this.stopped) return;
    if (this.#next) {
      const next = this.#next;
      this.#next = undefined;
      next();
      this.#schedule();
      return;
    }
    if (this.tickInfo[0] === 1 || this.tickInfo[1] === 1) {
      this.enter(() => {});
      this.#schedule();
      return;
    }
    if (this.#held) return;
    // Two rounds: operations that timers have started are looked at in the second.
    for (let phases = 0; phases <= 8; phases += 1) {
      if (this.#step()) {
        this.#schedule();
        return;
      }
    }
    this.#rest();
  }

  /** Runs the next callback of the current phase, or moves to the next phase and returns false. */
  #step(): boolean {
    switch (this.#phase) {
      case 'timers':
        if (this.#nextTimer !== 0 && Math.abs(this.#nextTimer) <= this.now()) {
          if (!this.#reported()) return true;
          this.#nextTimer = 0;
          const whole = this.#yielding(
            () => this.#noteNext(this.timers?.processTimers(this.now()) ?? 0),
            () => true,
          );
          // One pass over the timers in each round; timers that have become due meanwhile wait for the next
          // (uv__run_timers).
          if (whole) this.#poll();
          else this.#nextTimer = this.now();
          return true;
        }
        this.#poll();
        return false;
      case 'poll': {
        const callback = this.#polling > 0 ? this.#completed.shift() : undefined;
        if (callback) {
          this.#polling -= 1;
          this.#stirred = true;
          this.enter(callback);
          return true;
        }
        this.#phase = 'check';
        return false;
      }
      case 'check':
        if ((this.immediateInfo[this.#stirred ? 0 : 1] ?? 0) > 0 || this.immediateInfo[2] === 1) {
          if (!this.#reported()) return true;
          // Immediates added while these run belong to the next round (kHasOutstanding is index 2).
          const outstanding = (): boolean => this.immediateInfo[2] === 1;
          if (this.#yielding(() => this.timers?.processImmediate(), outstanding) || !outstanding())
            this.#phase = 'closing';
          return true;
        }
        this.#phase = 'closing';
        return false;
      case 'closing': {
        const callback = this.#closing.shift();
        if (callback) {
          this.enter(callback);
          return true;
        }
        this.#phase = 'timers';
        this.#stirred = false;
        return false;
      }
    }
  }

  #poll(): void {
    this.#phase = 'poll';
    this.#polling = this.#completed.length;
    if (this.#started.length > 0) this.#completed.push(...this.#started.splice(0));
  }

  /**
   * Whether the browser has reported all rejected promises, with which Node deals before its next phase. The browser
   * reports them in a task of their own; where that task may still be to come, this is false, and one turn has to go
   * by.
   */
  #reported(): boolean {
    const settled = this.#settled;
    this.#settled = true;
    return settled;
  }

  /**
   * Runs Node's timer or immediate processing until it asks for microtasks; true when it ran to its end. After an
   * exception it goes on at once, if there is `more`: ticks and microtasks wait (RunTimers in src/env.cc).
   */
  #yielding(process: () => void, more: () => boolean): boolean {
    let whole = false;
    this.#settled = false;
    this.hooks?.begin();
    this.#depth += 1;
    try {
      do {
        this.#yieldable = true;
        this.#yielded = false;
        whole = this.#guardLocated(process);
        this.#yieldable = false;
      } while (!whole && !this.#yielded && !this.stopped && more());
      this.#drainTicks();
    } finally {
      this.#yieldable = false;
      this.#depth -= 1;
    }
    return whole;
  }

  #noteNext(next: number): void {
    if (next === 0) return;
    if (this.#nextTimer === 0 || Math.abs(next) < Math.abs(this.#nextTimer)) this.#nextTimer = next;
  }

  /** Nothing can run now: sleeps until the next timer, or lets the process end. */
  #rest(): void {
    this.#phase = 'timers';
    if (!this.alive) {
      if (!this.#reported()) return this.#schedule();
      this.hooks?.idle();
      return;
    }
    const { rate } = this.#clock;
    if (this.#sleep !== undefined && this.#sleepUntil === this.#nextTimer) return;
    this.#awake();
    if (rate === 0) {
      // The process does not rest while the browser works for it (compiles a file, derives a key).
      if (this.#operations === 0) this.#clock.rest(this.#nextTimer === 0 ? null : Math.abs(this.#nextTimer));
    } else if (this.#nextTimer !== 0) {
      const wait = Math.max(0, Math.abs(this.#nextTimer) - this.#clock.monotonic()) / rate;
      this.#sleepUntil = this.#nextTimer;
      this.#sleep = this.#setTimeout(
        () => {
          this.#sleep = undefined;
          // Immediates that have waited for this come before the timer (uv_run runs timers last).
          if ((this.immediateInfo[0] ?? 0) > 0) this.#phase = 'check';
          this.#stirred = true;
          this.#schedule();
        },
        Math.min(wait, 2 ** 31 - 1),
      );
    }
  }

  #awake(): void {
    this.#clearTimeout(this.#sleep);
    this.#sleep = undefined;
  }
}
