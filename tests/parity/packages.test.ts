/**
 * Packages of the field, unmodified, in real use: the programs of `packages/` print the same in real Node and
 * in the embedded engine, mounted with the packages they name and all that those need; and, where the book
 * offers a package ready made, with its bundle instead.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { bundlePackage, mentionedSubpaths } from '../../src/build/engine/packages.ts';
import { EnginePage } from '../support/engine-page.ts';
import { describeOutcome, type Outcome } from './run.ts';
import { runFolderInEngine, runFolderInNode } from './run-folder.ts';

const folder = join(import.meta.dirname, 'packages');
const programs = readdirSync(folder).filter((name) => name.includes(process.env['PARITY'] ?? ''));
/** The output without the times that tests took. */
const withoutTimes = (text: string): string => text.replace(/duration_ms [\d.]+/g, 'duration_ms 0');
const describeProgram = (outcome: Outcome): string => withoutTimes(describeOutcome(outcome));

describe('packages', { concurrency: 2 }, () => {
  let page: EnginePage;
  before(async () => {
    page = await EnginePage.open();
  });
  after(() => page.close());
  const real = new Map<string, Promise<Outcome>>();

  for (const name of programs) {
    const home = join(folder, name);
    const source = readFileSync(join(home, 'main.js'), 'utf8');
    const command = ['node', /^\/\/ node: (.*)/.exec(source)?.[1], 'main.js'].filter(Boolean).join(' ');
    const inNode = (): Promise<Outcome> => {
      if (!real.has(name)) real.set(name, runFolderInNode(home, command));
      return real.get(name) as Promise<Outcome>;
    };

    test(`${name}, mounted`, async () => {
      const [expected, engine] = await Promise.all([inNode(), runFolderInEngine(page, home, command)]);
      assert.notEqual(expected.stdout, '');
      assert.deepEqual(engine.notices, []);
      assert.equal(describeProgram(engine), describeProgram(expected));
    });

    test(`${name}, bundled`, async () => {
      const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
        dependencies: Record<string, string>;
      };
      const names = Object.keys(dependencies);
      const bundles = await Promise.all(
        names.map((dependency) => bundlePackage(dependency, home, names, mentionedSubpaths(dependency, [source]))),
      );
      const [expected, engine] = await Promise.all([inNode(), runFolderInEngine(page, home, command, [], bundles)]);
      assert.equal(describeProgram(engine), describeProgram(expected));
    });
  }
});
