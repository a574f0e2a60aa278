/**
 * `npm test [-- stage …]`: every test of the repository, or the stages whose names contain one of the words
 * given and those that they need, such as `npm test -- unit`. `npm test -- book [chapter]` is what an author needs.
 * Gets a browser when there is none. The last line has the totals.
 */
import { ensureChromium } from './lib/chromium.ts';
import { failPlainly } from './lib/fail.ts';
import { root } from './lib/build-site.ts';
import { chooseStages, runStages } from './lib/run-stages.ts';
import { bookStages } from './lib/book-stages.ts';
import { check, nodeTests, playwrightTests } from './lib/stage.ts';
import { summary } from './lib/summary.ts';

failPlainly(async () => {
  const words = process.argv.slice(2);
  const chromium = ensureChromium(root);
  console.log(`Browser of the tests: ${chromium}`);
  const environment = { PORT3000_CHROMIUM: chromium };
  const engine = { environment, needs: ['engine build'] };
  // Astro's content store and the types it makes of it.
  const content = { writes: 'content' };
  const dist = { PORT3000_BASE: '/', PORT3000_OUT: 'dist' };

  const stages = [
    check('engine build', 'scripts/build-engine.ts', []),
    check('site build', 'scripts/build.ts', [], { ...content, needs: ['engine build'], environment: dist }),
    check(
      'site build for /book/',
      'scripts/build.ts',
      ['--base', '/book/', '--site', 'https://example.com', '--out', '.cache/book'],
      {
        ...content,
        needs: ['engine build', 'site build'],
      },
    ),
    check('check', 'scripts/check.ts', [], { ...content, needs: ['site build'] }),
    nodeTests('unit tests', 'tests/unit/**/*.test.ts', { environment, serial: false }),
    nodeTests('book', 'tests/book/**/*.test.ts', { ...engine, serial: false }),
    nodeTests('engine', 'tests/engine/**/!(leaks).test.ts', engine),
    nodeTests('engine leaks', 'tests/engine/leaks.test.ts', { ...engine, measures: true }),
    nodeTests('sandbox command', 'tests/sandbox-command/**/*.test.ts', engine),
    nodeTests('contract of both engines', 'tests/contract/**/*.test.ts', engine),
    nodeTests('WebContainer against a stand-in', 'tests/webcontainer/**/*.test.ts', engine),
    nodeTests('lab', 'tests/lab/**/*.test.ts', engine),
    nodeTests('parity with Node', 'tests/parity/**/*.test.ts', engine),
    nodeTests('browsers: engine', 'tests/browsers/!(site-flow).test.ts', engine),
    nodeTests('browsers: site', 'tests/browsers/site-flow.test.ts', { environment, needs: ['site build'] }),
    nodeTests('package', 'tests/package/**/*.test.ts', { needs: ['site build', 'site build for /book/'] }),
    nodeTests('print', 'tests/print/**/*.test.ts', { environment, needs: ['site build for /book/'] }),
    playwrightTests('site', ['--project=site'], { environment, needs: ['site build', 'site build for /book/'] }),
    playwrightTests('workbench', ['--project=workbench'], { environment, needs: ['site build'] }),
  ].filter((stage) => stage !== null);

  const [first, ...chapters] = words;
  const chosen = first === 'book' ? bookStages(chapters, environment) : chooseStages(stages, words);
  const outcomes = await runStages(chosen, { again: process.env['CI'] !== undefined });
  console.log(summary(outcomes));
  if (outcomes.some(({ ok }) => !ok)) process.exitCode = 1;
});
