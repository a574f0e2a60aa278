/** A process that was warmed: parts of Node's library have run in it before it had a program. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { RUN_AHEAD } from '../../src/engine/embedded/worker/ahead.ts';
import type { Project } from '../../src/engine/engine.ts';
import { EnginePage } from '../support/engine-page.ts';

let page: EnginePage;
before(async () => {
  page = await EnginePage.open();
});
after(() => page.close());

/** Warms for one project, then runs another. */
async function runWarmed(warmed: Project, project: Project): Promise<{ stdout: string; stderr: string }> {
  await page.page.evaluate(async (each) => {
    engine.warm(each);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }, warmed);
  return page.run(project);
}

const program = (source: string, command = 'node main.js', env = {}): Project => ({
  name: 'program',
  files: { 'main.js': source },
  processes: { main: { command, env } },
  dependencies: [],
});

const SOURCE = `
const names = ${JSON.stringify([...RUN_AHEAD])};
${[...RUN_AHEAD].map((name) => `require('${name}');`).join(' ')}
console.log(names.every((name) => require(name) === process.getBuiltinModule(name)));
console.log(process.env.COLOR, process.pid > 1, process.argv.length, process.execArgv);
console.log(require('net').getDefaultAutoSelectFamilyAttemptTimeout(), require('http').maxHeaderSize);
`;

test('sees its own environment and arguments', async () => {
  const project = program(SOURCE, 'node main.js one', { COLOR: 'teal' });
  const { stdout, stderr } = await runWarmed(project, project);
  assert.equal(stderr, '');
  assert.match(stdout, /^true\nteal true 3 \[\]\n\d+ 16384\n$/);
});

test('is not used for a program with options of its own', async () => {
  const options = program(
    SOURCE,
    'node --network-family-autoselection-attempt-timeout=777 --max-http-header-size=9000 main.js',
  );
  const { stdout, stderr } = await runWarmed(program(SOURCE), options);
  assert.equal(stderr, '');
  assert.match(stdout, /\n777 9000\n$/);
});
