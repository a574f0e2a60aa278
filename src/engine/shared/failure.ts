import type { Failure } from '../engine.ts';

/** A failure with its reason: one or two plain sentences for the reader. */
export function failure(code: Failure['code'], reason: string): Failure {
  return { ok: false, code, reason };
}
