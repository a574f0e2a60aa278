/**
 * `npm test [-- stage …]`: every test of the repository, or the stages whose names contain the words
 * given, such as `npm test -- unit`. Gets a browser when there is none. The last line has the totals.
 */
import { ensureChromium } from './lib/chromium.ts';
import { failPlainly } from './lib/fail.ts';
import { root } from './lib/build-site.ts';
import { check, nodeTests, playwrightTests, runStages, summary } from './lib/stage.ts';

failPlainly(async () => {
  const words = process.argv.slice(2);
  const chromium = ensureChromium(root);
  console.log(`Browser of the tests: ${chromium}`);
  const browser = { PORT3000_CHROMIUM: chromium };

  const stages = [
    // First: it also writes the types of the content, which the checks read.
    check('build', 'scripts/build.ts', [], { PORT3000_BASE: '/', PORT3000_OUT: 'dist' }),
    check('build for /book/', 'scripts/build.ts', ['--base', '/book/', '--out', '.cache/book']),
    check('types of components', 'node_modules/@astrojs/check/bin/astro-check.js', ['--minimumSeverity', 'error']),
    check('types', 'node_modules/typescript/bin/tsc', ['--noEmit']),
    nodeTests('unit tests', 'tests/unit', browser, 2),
    nodeTests('book', 'tests/book', browser, 2),
    nodeTests('engine', 'tests/engine', browser),
    nodeTests('sandbox command', 'tests/sandbox-command', browser),
    nodeTests('contract of both engines', 'tests/contract', browser),
    nodeTests('WebContainer against a stand-in', 'tests/webcontainer', browser),
    nodeTests('lab', 'tests/lab', browser),
    nodeTests('parity with Node', 'tests/parity', browser),
    nodeTests('browsers', 'tests/browsers', browser),
    playwrightTests('site and workbench', browser),
  ];
  const chosen =
    words.length === 0
      ? stages
      : stages.filter((stage) => stage !== null && words.some((word) => stage.name.includes(word)));
  if (chosen.length === 0) {
    throw new Error(
      `No stage has “${words.join('” or “')}” in its name. There are: ${stages.flatMap((stage) => stage?.name ?? []).join(', ')}.`,
    );
  }
  const outcomes = await runStages(chosen);
  console.log(summary(outcomes));
  if (outcomes.some(({ ok }) => !ok)) process.exitCode = 1;
});
