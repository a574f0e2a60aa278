/** `internalBinding('signal_wrap')`: listeners of signals under lib/internal/process/signal.js (src/signal_wrap.cc). */
import type { EventLoop } from '../loop/event-loop.ts';
import { Handle } from '../handles/handle.ts';

export interface Signals {
  readonly binding: object;
  /** Runs the program's listeners for a signal; false when there are none. */
  deliver(signal: string): boolean;
}

export interface SignalContext {
  readonly loop: EventLoop;
  readonly onclose: symbol;
  /** The name of a signal by its number. */
  nameOf(signal: number): string | undefined;
  /** Tells the kernel whether the process has listeners for a signal; without, it may have to end. */
  handles(signal: string, on: boolean): void;
}

/** Signals that no listener can be had for (sigaction(2)). */
const UNCATCHABLE = new Set(['SIGKILL', 'SIGSTOP']);
/** libuv's UV_EINVAL, which src/signal_wrap.cc answers for such signals. */
const EINVAL = -22;

export function createSignals({ loop, onclose, nameOf, handles }: SignalContext): Signals {
  const listening = new Map<string, Set<Signal>>();

  class Signal extends Handle {
    // Node's library writes it on the handle.
    declare onsignal: (signal: number) => void;
    #name: string | undefined;
    #number = 0;

    constructor() {
      super(loop, onclose);
    }

    start(signal: number): number {
      const name = nameOf(signal);
      if (name === undefined || UNCATCHABLE.has(name)) return EINVAL;
      this.#name = name;
      this.#number = signal;
      const others = listening.get(name) ?? new Set();
      listening.set(name, others.add(this));
      handles(name, true);
      this.setActive(true);
      return 0;
    }

    stop(): number {
      this.release();
      this.setActive(false);
      return 0;
    }

    emit(): void {
      this.onsignal(this.#number);
    }

    protected override release(): void {
      const others = this.#name === undefined ? undefined : listening.get(this.#name);
      if (!others?.delete(this) || others.size > 0 || this.#name === undefined) return;
      handles(this.#name, false);
    }
  }

  return {
    binding: { Signal },
    deliver(name) {
      const wraps = [...(listening.get(name) ?? [])];
      for (const wrap of wraps) loop.defer(() => wrap.emit());
      return wraps.length > 0;
    },
  };
}
