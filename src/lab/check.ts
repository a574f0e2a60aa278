/** A sandbox's check: the commands to run, and the outcome. The engine and real Node run it alike. */
import type { ProcessCommand } from '../engine/engine.ts';

/** The parts of a sandbox that a check needs, as the catalogue loads them. */
export interface CheckedSandbox {
  readonly manifest: {
    readonly name: string;
    readonly processes: Readonly<Record<string, ProcessCommand>>;
    /** npm packages, by their names. */
    readonly dependencies: Readonly<Record<string, string>>;
  };
  /** The starter's files: path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** `null` when the sandbox is no exercise. */
  readonly exercise: {
    /** Files in place of the starter's or beside them: path to text. */
    readonly solution: Readonly<Record<string, string>>;
    /** The text of check.js. */
    readonly check: string;
  } | null;
}

/** A project with a check, which is one of its files. */
export interface CheckedProject {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Process name to its command, `node …`, with its environment. */
  readonly processes: Readonly<Record<string, ProcessCommand>>;
  readonly dependencies: readonly string[];
  /** The path of the check among the files. */
  readonly check: string;
}

/** One thing that must hold: a test of the check that has no tests within. */
export interface Assertion {
  /** The test's name, behind those of the suites and tests that it is in: `with a burst › the eleventh is refused`. */
  readonly name: string;
  readonly passed: boolean;
  /** Why the assertion failed, as the error says. */
  readonly message?: string;
  /** For an assertion that compares two values, the wanted and the actual one, as Node prints them. */
  readonly expected?: string;
  readonly actual?: string;
  /** The last request that the test sent before it failed; left out for tests that run side by side. */
  readonly exchange?: CheckExchange;
  /** Milliseconds on the clock of the check, which stands still but for `clock.advance`. */
  readonly duration: number;
}

/** A request that a check has sent, and the answer or the reason why there is none. Headers are in the order sent. */
export interface CheckExchange {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The request's body as text, its beginning when it is long; empty when there was none. */
  readonly body: string;
  /** The answer; left out when none had come. */
  readonly response?: {
    readonly status: number;
    readonly statusText: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    /** The answer's body as text, as far as the check has read it. */
    readonly body: string;
  };
  /** Why there is no answer. */
  readonly error?: string;
}

export interface CheckOutcome {
  /** Whether the check came to its end by itself, and all its assertions hold, of which there is at least one. */
  readonly passed: boolean;
  /** The assertions, in the order in which they are written. */
  readonly assertions: readonly Assertion[];
  /** The output of the check. */
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code of the check; null when it was stopped, or never began. */
  readonly code: number | null;
  /** Why the assertions are not the whole answer: the check was stopped, broke, asserts nothing, or could not begin. */
  readonly problem?: string;
}

/** The error of a check that cannot be run because of the project; the message says why. */
export class CheckError extends Error {}

/** The name of the process that runs the check. */
export const CHECK = 'check';

/** Milliseconds on the machine's clock until a check, and before it the start of the processes, has taken too long. */
export const LIMIT = 60_000;

/** Options of node for a check: `lab` is loaded first, and is a second reporter of the tests beside the usual one. */
const OPTIONS =
  '--import=lab --test-reporter=spec --test-reporter-destination=stdout --test-reporter=lab --test-reporter-destination=stderr';

/**
 * The project to check: the starter, the solution, or the reader's version of the starter.
 *
 * @param edits path to text, in place of the starter's files or beside them: those of the solution, for example
 * @throws CheckError when the sandbox has no check
 */
export function checkedProject(
  { manifest: { name, processes, dependencies }, files, exercise }: CheckedSandbox,
  edits: Readonly<Record<string, string>> = {},
): CheckedProject {
  if (!exercise) throw new CheckError(`The sandbox “${name}” is no exercise: it has no check.js to run.`);
  return {
    name,
    files: { ...files, ...edits, 'check.js': exercise.check },
    processes,
    dependencies: Object.keys(dependencies),
    check: 'check.js',
  };
}

/**
 * The processes of a project and its check, as they are started.
 *
 * @param checkEnv environment of the check
 * @throws CheckError when a process has the name of the check
 */
export function commandsOf(
  { processes, check }: CheckedProject,
  checkEnv: Readonly<Record<string, string>> = {},
): Record<string, ProcessCommand> {
  if (CHECK in processes)
    throw new CheckError(`A process cannot be called “${CHECK}”: the check itself is. Give it another name.`);
  const all: Record<string, ProcessCommand> = {
    ...processes,
    [CHECK]: { command: `node ${OPTIONS} ${check}`, env: checkEnv },
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, given]) => {
      const command = typeof given === 'string' ? { command: given } : given;
      return [name, { ...command, env: { TZ: 'UTC', ...('env' in command && command.env) } }];
    }),
  );
}

/** The files of the module `lab`. @param source the text of lab.mjs */
export const labFiles = (source: string): Record<string, string> => ({
  'node_modules/lab/package.json': '{"name":"lab","type":"module","exports":"./lab.mjs"}',
  'node_modules/lab/lab.mjs': source,
});

/** The outcome of a check that has ended, or that was stopped because of `stopped`. */
export function outcomeOf(
  ended: Pick<CheckOutcome, 'assertions' | 'stdout' | 'stderr' | 'code'>,
  stopped?: string,
): CheckOutcome {
  const problem = stopped ?? whatIsMissing(ended);
  return {
    passed: problem === undefined && ended.assertions.every(({ passed }) => passed),
    ...ended,
    ...(problem !== undefined && { problem }),
  };
}

/** The outcome of a check that could not begin. */
export const notBegun = (problem: string): CheckOutcome =>
  outcomeOf({ assertions: [], stdout: '', stderr: '', code: null }, problem);

function whatIsMissing({
  assertions,
  stderr,
  code,
}: Pick<CheckOutcome, 'assertions' | 'stderr' | 'code'>): string | undefined {
  if (code === 0)
    return assertions.length === 0 ? 'The check asserts nothing: it has no test. Write one with node:test.' : undefined;
  if (assertions.some(({ passed }) => !passed)) return undefined;
  const how = code === null ? 'was killed' : `ended with exit code ${code}`;
  return `The check ${how} ${assertions.length === 0 ? 'before it asserted anything' : 'though no assertion failed'}${printed(stderr)}`;
}

/** The sentence about a process that has ended without listening. @param stderr its standard error */
export const endedWithoutListening = (name: string, stderr: string): string =>
  `The process “${name}” ended without listening on a port${printed(stderr)}`;

/** @param limit milliseconds */
export const neverListened = (name: string, limit: number): string =>
  `The process “${name}” did not listen on a port within ${limit / 1000} seconds.`;

/** @param limit milliseconds */
export const neverEnded = (limit: number): string =>
  `The check had not ended after ${limit / 1000} seconds and was stopped. It runs in circles, or waits for something that does not happen, or for time, which passes only by clock.advance.`;

/** The sentence about a check that somebody has stopped. */
export const STOPPED = 'The check was stopped before its end.';

const printed = (stderr: string): string => (stderr === '' ? '.' : ` and printed:\n${stderr.trimEnd()}`);
