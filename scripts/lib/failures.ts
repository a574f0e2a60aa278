/**
 * Failed tests and their reasons, read from the output of test runners, for the end of a run: often all that is read.
 */
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';

export interface Failure {
  readonly file: string;
  readonly title: string;
  /** The error, without its stack. */
  readonly reason: string;
}

/** How many lines of an error are kept. */
const KEPT = 16;

/** @param text the output of `node --test` with the spec reporter */
export function failuresOfNode(text: string): Failure[] {
  const [, list = ''] = text.split(/^✖ failing tests:$/m);
  return list
    .split(/^test at /m)
    .slice(1)
    .map((part) => {
      const [place = '', title = '', ...lines] = part.split('\n');
      return {
        file: place.replace(/:\d+:\d+$/, ''),
        title: title.replace(/^✖ /, '').replace(/ \(\S+ms\)$/, ''),
        reason: reasonOf(lines.map((line) => line.replace(/^ {2}/, ''))),
      };
    });
}

/** @returns the tests that failed, and those that passed only when they were tried again */
export function failuresOfPlaywright({ suites }: Pick<JSONReport, 'suites'>): {
  readonly failed: Failure[];
  readonly flaky: Failure[];
} {
  const found = { failed: [] as Failure[], flaky: [] as Failure[] };
  const look = (suite: JSONReportSuite): void => {
    for (const spec of suite.specs) {
      for (const { status, results } of spec.tests) {
        if (status !== 'unexpected' && status !== 'flaky') continue;
        // A test with soft assertions goes on, and may fail more than once.
        const errors = results.find(({ errors }) => errors.length > 0)?.errors ?? [];
        const messages = errors.length > 0 ? errors.map(({ message = '' }) => message) : [results[0]?.status ?? ''];
        found[status === 'flaky' ? 'flaky' : 'failed'].push({
          file: spec.file,
          title: spec.title,
          reason: messages.map((message) => reasonOf(message.replaceAll(COLORS, '').split('\n'))).join('\n'),
        });
      }
    }
    suite.suites?.forEach(look);
  };
  suites.forEach(look);
  return found;
}

const COLORS = /\u001B\[[\d;]*m/g;

function reasonOf(lines: readonly string[]): string {
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  return lines
    .slice(0, stack < 0 ? KEPT : Math.min(stack, KEPT))
    .join('\n')
    .trim();
}
