/** Messages about the session's clock, between host, kernel and process. */
import type { PortEnd } from './threads.ts';

/** The state of the clock: when the machine's showed `real` it showed `virtual`, and it runs `rate` times as fast. */
export interface ClockState {
  readonly virtual: number;
  readonly real: number;
  readonly rate: number;
}

/** The new state of the clock, for the host and every process. */
export interface ClockMessage {
  readonly type: 'clock';
  readonly state: ClockState;
}

/**
 * The process has nothing to do until `next` (milliseconds since 1970; null: ever) while the clock stands still.
 * @param seen how many messages the process has taken so far
 * @param ports ends of message ports whose counts have changed since the last time; only with threads
 */
export interface ClockToKernel {
  readonly type: 'rest';
  readonly next: number | null;
  readonly seen: number;
  readonly ports: readonly PortEnd[];
}

export type ClockFromHost =
  | { readonly type: 'rate'; readonly rate: number }
  | { readonly type: 'advance'; readonly id: number; readonly milliseconds: number }
  | { readonly type: 'step'; readonly id: number }
  /** Stops the clock, before any process is started, at so many milliseconds since 1970. */
  | { readonly type: 'stand'; readonly now: number };

export type ClockToHost =
  | ClockMessage
  /** The `advance` or `step` with this id has happened; `moved` is false when nothing was due. */
  | { readonly type: 'advanced'; readonly id: number; readonly moved: boolean };
