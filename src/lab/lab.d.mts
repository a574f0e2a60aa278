/**
 * What a check imports from `lab`. Processes are called by their names; the check's own is `check`. They have all
 * been started, and listen, when the check begins, at nine o'clock (UTC) on 15 January 2026.
 */

export declare const clock: {
  /** Milliseconds since 1970. Time stands still between calls of `advance`. */
  now(): number;
  /** Moves every process's clock forward; timers fire in order, as if the time had passed. */
  advance(milliseconds: number): Promise<void>;
};

export declare const network: {
  /** Every message between the two takes so long on its way. */
  delay(a: string, b: string, milliseconds: number): Promise<void>;
  /** `silent` (the default): nothing arrives until it is healed. `reset`: connections break, new ones are refused. */
  cut(a: string, b: string, how?: 'silent' | 'reset'): Promise<void>;
  heal(a: string, b: string): Promise<void>;
};

export declare const processes: {
  /** Resolves when the process listens on a port. Rejects when it ends without. */
  start(name: string): Promise<void>;
  /** Sends SIGTERM; resolves with the exit code when the process has ended; null when the signal has ended it. */
  stop(name: string): Promise<number | null>;
  /** Ends the process at once (SIGKILL); resolves when it is gone. */
  kill(name: string): Promise<null>;
};
