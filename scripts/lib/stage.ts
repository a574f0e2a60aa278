/** The stages of `npm test`: each a command, with what passed and failed counted from what it says. */
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { root } from './build-site.ts';
import { failuresOfNode, failuresOfPlaywright, type Failure } from './failures.ts';

interface Result {
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures?: readonly Failure[];
  /** What passed only when it was run once more. */
  readonly flaky?: readonly Failure[];
}

export interface Outcome extends Result {
  readonly name: string;
  readonly seconds: number;
}

export interface Stage {
  readonly name: string;
  run(): Promise<Result>;
}

/** A command that counts as one test. */
export function check(
  name: string,
  script: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Stage {
  return {
    name,
    run: async () => {
      const { code } = await node([join(root, script), ...words], environment);
      return { ok: code === 0, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
    },
  };
}

/**
 * Test files for `node --test`. By default one after the other: they start browsers and processes of their own.
 * In CI, where another machine's load can starve a browser, files with a failure run once more; what then
 * passes is named, so that it can be put right.
 */
export function nodeTests(
  name: string,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  concurrency = 1,
): Stage | null {
  const files = globSync(`${folder}/**/*.test.ts`, {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  }).sort();
  if (files.length === 0) return null;
  const run = async (chosen: readonly string[]) => {
    const words = [
      '--disable-warning=ExperimentalWarning',
      '--test',
      `--test-concurrency=${concurrency}`,
      '--test-reporter=spec',
      ...chosen,
    ];
    const { code, text } = await node(words, environment);
    const count = (what: string) => Number(new RegExp(`^ℹ ${what} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
    const [passed, failed, skipped] = [
      count('pass'),
      count('fail') + count('cancelled'),
      count('skipped') + count('todo'),
    ];
    // Nothing run is nothing proved.
    return {
      ok: code === 0 && failed === 0 && passed > 0,
      passed,
      failed: code !== 0 && failed === 0 ? 1 : failed,
      skipped,
      failures: failuresOfNode(text),
    };
  };
  return {
    name,
    run: async () => {
      const first = await run(files);
      const failing = new Set(first.failures.map(({ file }) => file));
      if (first.ok || process.env['CI'] === undefined || failing.size === 0) return first;
      console.log(`\n==== ${name}: once more what failed`);
      const second = await run([...failing]);
      const again = new Set(second.failures.map(({ title }) => title));
      return {
        ...second,
        passed: first.passed + first.failed - second.failed,
        skipped: first.skipped,
        flaky: first.failures.filter(({ title }) => !again.has(title)),
      };
    },
  };
}

/** Everything Playwright finds through its configuration. */
export function playwrightTests(name: string, environment: Readonly<Record<string, string>>): Stage {
  return {
    name,
    run: async () => {
      const report = join(root, '.cache/playwright.json');
      mkdirSync(join(root, '.cache'), { recursive: true });
      rmSync(report, { force: true });
      const { code } = await node(
        [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
        {
          ...environment,
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
      );
      if (!existsSync(report)) return { ok: false, passed: 0, failed: 1, skipped: 0 };
      const { stats, suites } = JSON.parse(readFileSync(report, 'utf8')) as JSONReport;
      const { failed, flaky } = failuresOfPlaywright({ suites });
      return {
        ok: code === 0,
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected + (code !== 0 && stats.unexpected === 0 ? 1 : 0),
        skipped: stats.skipped,
        failures: failed,
        flaky,
      };
    },
  };
}

/** Runs stages one after the other, also after one has failed. */
export async function runStages(stages: readonly (Stage | null)[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const stage of stages) {
    if (stage === null) continue;
    console.log(`\n==== ${stage.name}`);
    const start = performance.now();
    const result = await stage.run();
    outcomes.push({ name: stage.name, ...result, seconds: (performance.now() - start) / 1000 });
  }
  return outcomes;
}

/** What failed and why, what each stage came to, and the totals as the last line. */
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

function node(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      process.stdout.write(part);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });
}
