/** What a check asks of whoever runs it (`lab.mjs`), and the answer. */
import type { LinkFaults } from '../engine/engine.ts';

export type LabCall =
  | { readonly id: number; readonly call: 'advance'; readonly values: readonly [milliseconds: number] }
  | {
      readonly id: number;
      readonly call: 'link';
      readonly values: readonly [a: string, b: string, faults: Pick<LinkFaults, 'delay' | 'cut'>];
    }
  | { readonly id: number; readonly call: 'start' | 'stop' | 'kill'; readonly values: readonly [name: string] };

export interface LabAnswer {
  readonly type: 'answer';
  readonly id: number;
  /** Why it could not be done. */
  readonly error?: string;
}

/** A project with a check: both engines and real Node run it alike. */
export interface CheckedProject {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Process name to its command, `node …`. */
  readonly processes: Readonly<Record<string, string>>;
  readonly dependencies: readonly string[];
  /** The path of the check among the files. */
  readonly check: string;
}

export interface CheckOutcome {
  readonly stdout: string;
  readonly stderr: string;
  /** 0 when the check has passed. */
  readonly code: number | null;
}

/** The name of the process that runs the check. */
export const CHECK = 'check';

/** Why a process that was waited for does not listen. @param stderr what it printed there */
export function endedWithoutListening(name: string, stderr: string): string {
  return `The process “${name}” ended without listening on a port${stderr === '' ? '.' : ` and printed:\n${stderr.trimEnd()}`}`;
}
