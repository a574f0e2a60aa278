/** The end of `npm test`: the totals, and the failed tests with their reasons. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { failuresOfNode, failuresOfPlaywright } from '../../scripts/lib/failures.ts';
import { summary } from '../../scripts/lib/summary.ts';

test('the summary has each failure with its reason and ends with the totals', () => {
  const failure = { file: 'a.test.ts', title: 'adds', reason: 'one\ntwo' };
  const text = summary([
    { name: 'unit', ok: true, passed: 3, failed: 0, skipped: 1, seconds: 1.2, flaky: [{ ...failure, title: 'waits' }] },
    { name: 'site', ok: false, passed: 2, failed: 1, skipped: 0, seconds: 60, failures: [failure] },
  ]);
  assert.equal(text.split('\n').at(-1), '5 passed, 1 failed, 1 skipped');
  assert.match(text, /^FAILED {2}site {2}2 passed, 1 failed {2}\(60 s\)$/m);
  assert.match(text, /^✖ site: adds \(a\.test\.ts\)\n {4}one\n {4}two\n$/m);
  assert.match(text, /^↻ unit, passed only when run once more: waits \(a\.test\.ts\)$/m);
});

test('failures are read from what node --test prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'failures-'));
  try {
    writeFileSync(
      join(folder, 'x.test.mjs'),
      `
      import { test } from 'node:test';
      import assert from 'node:assert/strict';
      test('passes', () => {});
      test('is not equal', () => assert.deepEqual([1, { a: 2 }], [1, { a: 3 }]));
      test('group', (t) => t.test('inner (1)', () => { throw new TypeError('no'); }));
    `,
    );
    const { NODE_TEST_CONTEXT: _own, ...env } = process.env;
    const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', 'x.test.mjs'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    const failures = failuresOfNode(stdout);
    assert.deepEqual(
      failures.map(({ file, title }) => [file, title]),
      [
        ['x.test.mjs', 'is not equal'],
        ['x.test.mjs', 'inner (1)'],
      ],
    );
    assert.match(failures[0]?.reason ?? '', /^AssertionError[^]*-\s+a: 3/);
    assert.equal(failures[1]?.reason, 'TypeError: no');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('failures are read from Playwright’s report, all those of a test that goes on', () => {
  const spec = (title: string, status: 'unexpected' | 'flaky' | 'expected') => ({
    title,
    file: 'a.spec.ts',
    tests: [
      {
        status,
        results: [
          {
            status: 'failed',
            errors: [
              { message: '\u001B[31mError\u001B[39m: no\nLocator: x\n    at file:1:1' },
              { message: 'Error: nor this\n    at file:2:2' },
            ],
          },
        ],
      },
    ],
  });
  const suites = [
    {
      title: 'a',
      specs: [spec('one', 'expected'), spec('two', 'unexpected')],
      suites: [{ title: 'b', specs: [spec('three', 'flaky')] }],
    },
  ];
  assert.deepEqual(failuresOfPlaywright({ suites } as unknown as Parameters<typeof failuresOfPlaywright>[0]), {
    failed: [{ file: 'a.spec.ts', title: 'two', reason: 'Error: no\nLocator: x\nError: nor this' }],
    flaky: [{ file: 'a.spec.ts', title: 'three', reason: 'Error: no\nLocator: x\nError: nor this' }],
  });
});
