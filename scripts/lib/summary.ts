/** The end of `npm test`. */
import type { Failure } from './failures.ts';
import type { Outcome } from './run-stages.ts';

/** The failed tests and why, the result of each stage, and the totals as the last line. */
export function summary(outcomes: readonly Outcome[]): string {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const lines = outcomes.map(
    ({ name, ok, passed, failed, skipped, seconds }) =>
      `${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(width)}  ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}  (${Math.round(seconds)} s)`,
  );
  const total = (key: 'passed' | 'failed' | 'skipped') => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  const skipped = total('skipped');
  const told = outcomes.flatMap(({ name, failures = [], flaky = [] }) => [
    ...failures.map((failure) => describe(`✖ ${name}`, failure)),
    ...flaky.map((failure) => describe(`↻ ${name}, passed only when run once more`, failure)),
  ]);
  return [
    '',
    ...told,
    ...lines,
    '',
    `${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  ].join('\n');
}

const describe = (label: string, { file, title, reason }: Failure): string =>
  `${label}: ${title} (${file})\n${reason.replaceAll(/^(?=.)/gm, '    ')}\n`;
