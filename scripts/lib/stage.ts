/** The stages of `npm test`: each is a command whose output tells how many tests have passed and failed. */
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { root } from './build-site.ts';
import { failuresOfNode, failuresOfPlaywright, type Failure } from './failures.ts';

export interface Result {
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures?: readonly Failure[];
  /** Tests that passed only when they were run once more. */
  readonly flaky?: readonly Failure[];
  /** Runs failed tests once more. @returns the result of both runs */
  readonly again?: (terms: Terms) => Promise<Result>;
}

/** On what terms a stage runs. */
export interface Terms {
  /** How many tests the stage may run at a time. */
  readonly cores: number;
  /** Takes the output of the stage's command. */
  readonly print: (text: string) => void;
}

/** What a stage needs, so that others can run beside it. */
export interface Demands {
  /** Names of the stages that must have passed before. */
  readonly needs?: readonly string[];
  /**
   * A thing that the stage writes, such as the content store of Astro: of all stages that write it one runs at a time.
   */
  readonly writes?: string;
  /** Whether the stage measures, so that nothing may run beside it. */
  readonly measures?: boolean;
  /** Variables of the command's environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Stage extends Demands {
  readonly name: string;
  run(terms: Terms): Promise<Result>;
}

/** A command that counts as one test. */
export function check(name: string, script: string, words: readonly string[], demands: Demands = {}): Stage {
  return {
    name,
    ...demands,
    run: async ({ print }) => {
      const { code } = await node([join(root, script), ...words], demands, print);
      return { ok: code === 0, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
    },
  };
}

/**
 * Test files for `node --test`, as many at a time as the terms allow.
 * @param pattern a glob of the files
 * @param demands with `serial`, one file runs after the other in any case: they start browsers and processes of their own
 * @returns the stage, or null when there is no such file
 */
export function nodeTests(
  name: string,
  pattern: string,
  { serial = true, ...demands }: Demands & { readonly serial?: boolean } = {},
): Stage | null {
  const files = globSync(pattern, { cwd: root, exclude: (path) => path.includes('node_modules') }).sort();
  if (files.length === 0) return null;
  const run = async (chosen: readonly string[], { cores, print }: Terms) => {
    const words = [
      '--disable-warning=ExperimentalWarning',
      '--test',
      `--test-concurrency=${serial ? 1 : cores}`,
      '--test-reporter=spec',
      ...chosen,
    ];
    const { code, text } = await node(words, demands, print);
    const count = (what: string) => Number(new RegExp(`^ℹ ${what} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
    const [passed, failed, skipped] = [
      count('pass'),
      count('fail') + count('cancelled'),
      count('skipped') + count('todo'),
    ];
    // A run without tests has proved nothing, and counts as failed.
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
    ...demands,
    run: async (terms) => {
      const first = await run(files, terms);
      const failing = new Set(first.failures.map(({ file }) => file));
      if (first.ok || failing.size === 0) return first;
      return {
        ...first,
        again: async (later) => {
          const second = await run([...failing], later);
          const again = new Set(second.failures.map(({ title }) => title));
          return {
            ...second,
            passed: first.passed + first.failed - second.failed,
            skipped: first.skipped,
            flaky: first.failures.filter(({ title }) => !again.has(title)),
          };
        },
      };
    },
  };
}

/**
 * The tests that Playwright finds through its configuration.
 * @param words words for Playwright's command line, such as the project
 */
export function playwrightTests(name: string, words: readonly string[], demands: Demands = {}): Stage {
  const folder = `.cache/test-results/${name.replaceAll(/\W+/g, '-')}`;
  return {
    name,
    ...demands,
    run: async ({ cores, print }) => {
      const report = join(root, folder, 'report.json');
      mkdirSync(join(root, folder), { recursive: true });
      rmSync(report, { force: true });
      const { code } = await node(
        [
          join(root, 'node_modules/@playwright/test/cli.js'),
          'test',
          '--reporter=list,json',
          `--workers=${cores}`,
          // A folder of the stage's own, as Playwright empties it first.
          `--output=${folder}/traces`,
          ...words,
        ],
        { environment: { ...demands.environment, PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
        print,
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

function node(
  words: readonly string[],
  { environment }: Demands,
  print: Terms['print'],
): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      print(part);
    });
    child.stderr.setEncoding('utf8').on('data', print);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });
}
