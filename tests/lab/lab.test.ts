/** The same check gives the same result in the engine and in real Node: whatever passes, and whatever fails. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build } from 'esbuild';
import { bundlePackage } from '../../src/build/engine/packages.ts';
import { runCheckInNode } from '../../scripts/lab/run-check.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { CheckedProject, CheckOutcome } from '../../src/lab/lab-call.ts';
import { EnginePage } from '../support/engine-page.ts';

const source = join(import.meta.dirname, '../../src/lab');

function read(
  name: string,
  processes: Readonly<Record<string, string>>,
  dependencies: readonly string[],
): CheckedProject {
  const folder = join(import.meta.dirname, 'projects', name);
  return {
    name,
    files: Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')])),
    processes,
    dependencies,
    check: 'check.mjs',
  };
}

/** The packages that it names, bundled as the engine's own are, among its files. */
async function withBundles({ dependencies, files, ...project }: CheckedProject): Promise<CheckedProject> {
  const bundles = await Promise.all(dependencies.map((name) => bundlePackage(name, import.meta.dirname, dependencies)));
  const bundled = bundles.flatMap((bundle) =>
    Object.entries(bundle.files).map(([path, contents]) => [`node_modules/${bundle.name}/${path}`, contents] as const),
  );
  return { ...project, dependencies: [], files: { ...files, ...Object.fromEntries(bundled) } };
}

/** What a run takes, and where it ran, is not compared. */
const describeOutcome = ({ stdout, stderr, code }: CheckOutcome): string =>
  `exit code ${code}\n${stdout}${stderr}`
    .replace(/ \(\d[\d.e-]*ms\)|duration_ms \d[\d.e-]*/g, '')
    .replace(/\(?(?:file:\/\/)?\/\S*?(\w+\.mjs)/g, '$1')
    .replace(/^ +at .*\n/gm, '');

describe('checks', () => {
  let page: EnginePage;
  before(async () => {
    page = await EnginePage.open();
    const bundle = await build({
      entryPoints: [join(source, 'in-engine.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'lab',
      target: 'es2022',
    });
    await page.page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  });
  after(() => page.close());

  async function inEngine(project: CheckedProject): Promise<CheckOutcome> {
    const result = await page.page.evaluate(
      async ([subject, module]) => {
        const { engine, lab } = globalThis as unknown as {
          engine: Engine;
          lab: typeof import('../../src/lab/in-engine.ts');
        };
        return lab.runCheckInEngine(engine, subject, module);
      },
      [await withBundles(project), readFileSync(join(source, 'lab.mjs'), 'utf8')] as const,
    );
    if (!result.ok) throw new Error(result.reason);
    return result.outcome;
  }

  test('a process that ends instead of listening is named, with what it printed', async () => {
    const project: CheckedProject = {
      name: 'broken',
      files: { 'api.mjs': "console.error('no database');\nprocess.exit(3);\n", 'check.mjs': '' },
      processes: { api: 'node api.mjs' },
      dependencies: [],
      check: 'check.mjs',
    };
    const message = 'The process “api” ended without listening on a port and printed:\nno database';
    await assert.rejects(runCheckInNode(project), { message });
    await assert.rejects(inEngine(project), { message });
  });

  const cases = [
    ['bucket', { api: 'node server.mjs' }, 4, 1, []],
    [
      'replicas',
      { balancer: 'node balancer.mjs', a: 'node replica.mjs a 4001', b: 'node replica.mjs b 4002' },
      4,
      0,
      [],
    ],
    [
      'clockwork',
      {
        api: 'node api.mjs',
        stock: 'node stock.mjs',
        jobs: 'node jobs.mjs',
        hare: 'node teller.mjs hare 6001 100',
        tortoise: 'node teller.mjs tortoise 6002 250',
      },
      7,
      0,
      ['express', 'express-rate-limit', 'jose', 'jsonwebtoken', 'node-cron', 'opossum', 'rate-limiter-flexible'],
    ],
  ] as const;
  for (const [name, processes, pass, fail, dependencies] of cases) {
    test(`${name}: ${pass} pass, ${fail} fail, in both alike`, { timeout: 120_000 }, async () => {
      const project = read(name, processes, dependencies);
      const [real, engine] = await Promise.all([runCheckInNode(project), inEngine(project)]);
      assert.equal(describeOutcome(engine), describeOutcome(real));
      assert.match(real.stdout, new RegExp(`pass ${pass}\\n(.*\\n)*.*fail ${fail}\\n`));
      assert.equal(real.code, fail === 0 ? 0 : 1);
    });
  }
});
