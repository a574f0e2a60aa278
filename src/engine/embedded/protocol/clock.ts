/** The session's clock: what host, kernel and process tell each other of it. */
import type { PortEnd } from './threads.ts';

/** At the machine's time `real` the session's clock showed `virtual`, and it runs `rate` times as fast. */
export interface ClockState {
  readonly virtual: number;
  readonly real: number;
  readonly rate: number;
}

/** To the host and to every process. */
export interface ClockMessage {
  readonly type: 'clock';
  readonly state: ClockState;
}

/**
 * The process has nothing to do until `next` (milliseconds since 1970; null: ever) while the clock stands still.
 * @param seen how many messages it has taken so far.
 * @param ports ends of message ports that have changed since the last time; only with threads.
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
  /** Before anything is started: the clock stands still, at so many milliseconds since 1970. */
  | { readonly type: 'stand'; readonly now: number };

export type ClockToHost =
  | ClockMessage
  /** The `advance` or `step` with this id has happened; `moved` is false when nothing was due. */
  | { readonly type: 'advanced'; readonly id: number; readonly moved: boolean };
