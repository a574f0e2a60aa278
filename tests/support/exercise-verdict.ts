/** The verdict on an exercise: whether its starter fails for the right reason and its solution passes. */
import type { CheckOutcome } from '../../src/lab/check.ts';

/** Matches messages of assertions that fail because no server runs that could take a request. */
const UNREACHED = /fetch failed|ECONNREFUSED|ECONNRESET|socket hang up/;

/** @returns what is wrong with a starter that has been checked, a sentence each */
export function starterProblems({ assertions, problem }: CheckOutcome): string[] {
  if (problem !== undefined) return [`the starter fails for the wrong reason. ${problem}`];
  const failed = assertions.filter(({ passed }) => !passed);
  if (failed.length === 0) return [`the starter passes all ${assertions.length} assertions; there is nothing to solve`];
  if (failed.every(({ message = '' }) => UNREACHED.test(message)))
    return [
      `the starter fails for the wrong reason: no request of a failed assertion is answered (${failed[0]?.message})`,
    ];
  return [];
}

/** @returns what is wrong with a solution that has been checked, a sentence each */
export function solutionProblems({ assertions, problem }: CheckOutcome): string[] {
  return [
    ...(problem === undefined ? [] : [`the solution was not checked to the end. ${problem}`]),
    ...assertions.flatMap(({ name, passed, message = '' }) =>
      passed ? [] : [`the solution fails “${name}”: ${message.split('\n')[0]}`],
    ),
  ];
}

/** @returns what is wrong with both outcomes of one check taken together, a sentence each */
export function checkProblems(starter: CheckOutcome, solution: CheckOutcome): string[] {
  const names = ({ assertions }: CheckOutcome) => assertions.map(({ name }) => name);
  const [first, second] = [names(starter), names(solution)];
  const only = (these: readonly string[], those: readonly string[]) => these.filter((name) => !those.includes(name));
  const problems = [
    ...only(first, second).map((name) => `only the starter is asked “${name}”`),
    ...only(second, first).map((name) => `only the solution is asked “${name}”`),
  ];
  return [
    ...starterProblems(starter),
    ...solutionProblems(solution),
    ...(starter.problem === undefined ? problems : []),
  ];
}
