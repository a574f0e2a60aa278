/** Runs the check of an exercise in an engine; loaded when a reader asks for it, with the module that checks import. */
import type { Engine } from '../engine/engine.ts';
import type { Assertion, CheckOutcome } from '../lab/check.ts';
import { runCheckInEngine } from '../lab/in-engine.ts';
import lab from '../lab/lab.mjs?raw';
import type { SandboxData } from './sandbox-data.ts';

/** The texts of check.js, each loaded when it is run: what nobody runs weighs nothing in a page. */
const checks = import.meta.glob<string>('../../sandboxes/*/exercise/check.js', { query: '?raw', import: 'default' });

/** Milliseconds that a check may take: a reader waits, and the checks of the book take a few seconds. */
const LIMIT = 30_000;

export interface CheckOptions {
  readonly engine: Engine;
  /** Hears of the steps of a start, in words, and of each assertion when it is known. */
  readonly progress: (news: Assertion | string) => void;
  /** Stops it. */
  readonly signal: AbortSignal;
}

/**
 * @param contents the files to check, by path
 * @returns the outcome, also when the check could not begin: then its `problem` says why
 * @throws when the text of the check cannot be loaded
 */
export async function runCheck(
  { name, processes, dependencies, exercise }: SandboxData,
  contents: Readonly<Record<string, string>>,
  options: CheckOptions,
): Promise<CheckOutcome> {
  const manifest = { name, processes, dependencies: Object.fromEntries(dependencies.map((each) => [each, ''])) };
  const load = checks[`../../sandboxes/${exercise?.chapter}/exercise/check.js`];
  const check = load === undefined ? null : { check: await load(), solution: {} };
  return runCheckInEngine({ manifest, files: contents, exercise: check }, {}, { lab, limit: LIMIT, ...options });
}

export type CheckRunner = typeof runCheck;
