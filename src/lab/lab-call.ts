/** Calls of a check (`lab.mjs`) to its runner, and the answers. */
import type { WireFaults } from '../engine/engine.ts';
import type { Assertion } from './check.ts';

export type LabCall =
  | { readonly id: number; readonly call: 'advance'; readonly values: readonly [milliseconds: number] }
  | {
      readonly id: number;
      readonly call: 'faults';
      readonly values: readonly [a: string, b: string, faults: Pick<WireFaults, 'delay' | 'cut'>];
    }
  | { readonly id: number; readonly call: 'start' | 'stop' | 'kill'; readonly values: readonly [name: string] }
  /** A test has ended. */
  | { readonly id: number; readonly call: 'report'; readonly values: readonly [assertion: Assertion] };

export interface LabAnswer {
  readonly type: 'answer';
  readonly id: number;
  /** Why the call failed. */
  readonly error?: string;
  /** Of `stop` and `kill`: the exit code of the process; null when a signal has ended it. */
  readonly value?: number | null;
}
