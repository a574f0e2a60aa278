/** The same check gives the same result in the engine and in real Node, whether it passes or fails. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { bundlePackage } from '../../src/build/engine/packages.ts';
import { runCheckInNode, runProjectInNode } from '../../scripts/lab/run-check.ts';
import type { EngineCheckOptions } from '../../src/lab/in-engine.ts';
import type { CheckedProject, CheckedSandbox, CheckOutcome } from '../../src/lab/check.ts';
import type { EnginePage } from '../support/engine-page.ts';
import { checkInPage, labModule, openLabPage, type LabScope } from '../support/lab-page.ts';

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

/** An exercise among the projects, as the catalogue loads one. */
function readExercise(name: string): CheckedSandbox {
  const folder = join(import.meta.dirname, 'projects', name);
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const { sandbox, dependencies = {} } = JSON.parse(read('package.json')) as {
    sandbox: Pick<CheckedSandbox['manifest'], 'processes'>;
    dependencies?: Record<string, string>;
  };
  const textsOf = (within: string) =>
    readdirSync(join(folder, within), { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() && entry.name !== 'check.js' ? [[entry.name, read(join(within, entry.name))] as const] : [],
    );
  return {
    manifest: { name, processes: sandbox.processes, dependencies },
    files: Object.fromEntries(textsOf('')),
    exercise: { check: read('check.js'), solution: Object.fromEntries(textsOf('solution')) },
  };
}

/** The project with the packages that it names among its files, bundled as the engine's are. */
async function withBundles({ dependencies, files, ...project }: CheckedProject): Promise<CheckedProject> {
  const bundles = await Promise.all(dependencies.map((name) => bundlePackage(name, import.meta.dirname, dependencies)));
  const bundled = bundles.flatMap((bundle) =>
    Object.entries(bundle.files).map(([path, contents]) => [`node_modules/${bundle.name}/${path}`, contents] as const),
  );
  return { ...project, dependencies: [], files: { ...files, ...Object.fromEntries(bundled) } };
}

/** The outcome as text to compare, without times, folders and stacks. */
const describeOutcome = ({ stdout, stderr, code }: CheckOutcome): string =>
  `exit code ${code}\n${stdout}${stderr}`
    .replace(/ \(\d[\d.e-]*ms\)|duration_ms \d[\d.e-]*/g, '')
    .replace(/\(?(?:file:\/\/)?\/\S*?(\w+\.m?js)/g, '$1')
    .replace(/^ +at .*\n/gm, '');

/** The parts of an outcome to compare besides the output. */
const comparable = ({ passed, assertions, code, problem }: CheckOutcome) => ({
  passed,
  code,
  problem: problem?.replace(/ and printed:[^]*/, ''),
  assertions,
});

describe('checks', () => {
  let page: EnginePage;
  before(async () => {
    page = await openLabPage();
  });
  after(() => page.close());

  async function inEngine(project: CheckedProject): Promise<CheckOutcome> {
    const result = await page.page.evaluate(
      ([subject, module]) => {
        const { engine, lab } = globalThis as unknown as LabScope;
        return lab.runProjectInEngine(subject, { engine, lab: module });
      },
      [await withBundles(project), labModule] as const,
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
    await assert.rejects(runProjectInNode(project), { message });
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
      const [real, engine] = await Promise.all([runProjectInNode(project), inEngine(project)]);
      assert.equal(describeOutcome(engine), describeOutcome(real));
      assert.match(real.stdout, new RegExp(`pass ${pass}\\n(.*\\n)*.*fail ${fail}\\n`));
      assert.equal(real.code, fail === 0 ? 0 : 1);
      assert.deepEqual(comparable(engine), comparable(real));
      assert.equal(real.assertions.filter(({ passed }) => passed).length, pass);
      assert.equal(real.assertions.filter(({ passed }) => !passed).length, fail);
    });
  }

  /** Runs the check of a sandbox in real Node and in the engine, which must agree. */
  async function inBoth(
    sandbox: CheckedSandbox,
    edits: Readonly<Record<string, string>> = {},
    limit?: number,
  ): Promise<CheckOutcome> {
    const options = limit === undefined ? {} : { limit };
    const real = await runCheckInNode(sandbox, edits, options);
    const engine = await checkInPage(page, sandbox, edits, options);
    assert.deepEqual(
      { ...comparable(engine), printed: describeOutcome(engine) },
      { ...comparable(real), printed: describeOutcome(real) },
    );
    return real;
  }

  const gates = readExercise('gates');
  const limits = 'a gate has the limit that its environment gives › ';
  const later = 'a minute later both are open again › ';

  test('a starter fails what its solution mends, each process with its own environment', async () => {
    const { passed, code, stdout, assertions } = await inBoth(gates);
    assert.deepEqual([passed, code], [false, 1]);
    assert.match(stdout, /^the check has begun\n/);
    assert.deepEqual(
      assertions.map(({ name, passed: holds, message = '' }) => [name, holds, message.split('\n')[0]]),
      [
        [`${limits}lets two through in the north`, true, ''],
        [`${limits}lets four through in the south`, false, 'Expected values to be strictly equal:'],
        [`${later}north`, false, 'The north gate stays shut.'],
        [`${later}south`, false, 'The south gate stays shut.'],
        ['times are those of Greenwich', true, ''],
      ],
    );
    // An assertion that fails with its own message, and one that fails with Node's.
    const [, south, laterNorth] = assertions;
    assert.deepEqual([south?.actual, south?.expected], ["'200 200 429 429 429'", "'200 200 200 200 429'"]);
    assert.deepEqual([laterNorth?.actual, laterNorth?.expected], ["'429'", "'200'"]);
    assert.deepEqual(
      [south, laterNorth].map((failed) => [failed?.exchange?.url, failed?.exchange?.response?.status]),
      [
        ['http://127.0.0.1:3002/', 429],
        ['http://127.0.0.1:3001/', 429],
      ],
    );
    assert.deepEqual(
      assertions.map(({ duration }) => duration),
      [0, 0, 0, 0, 0],
    );
  });

  test('the solution passes', async () => {
    const outcome = await inBoth(gates, gates.exercise?.solution);
    assert.deepEqual([outcome.passed, outcome.code, outcome.problem], [true, 0, undefined]);
    assert.equal(outcome.assertions.length, 5);
  });

  /** A sandbox with this check, without processes unless some are given: then nothing but the check takes time. */
  const checking = (check: string, processes: CheckedSandbox['manifest']['processes'] = {}): CheckedSandbox => ({
    manifest: { name: 'checking', processes, dependencies: {} },
    files: { 'package.json': '{ "type": "module" }', 'idle.js': 'setInterval(() => {}, 1000);' },
    exercise: { check, solution: {} },
  });

  test('a failed assertion has the request that showed it, whoever sent it', async () => {
    const echo = `import { createServer } from 'node:http';
      createServer(async (request, response) => {
        let body = '';
        for await (const part of request.setEncoding('utf8')) body += part;
        if (request.url === '/broken') return request.socket.destroy();
        response.writeHead(418, 'Tea', { 'X-Seen': request.method }).end(request.url === '/bytes' ? Buffer.from([255, 254]) : 'saw ' + body);
      }).listen(3000);`;
    const check = `import assert from 'node:assert/strict';
      import { request } from 'node:http';
      import { before, describe, it, test } from 'node:test';
      const at = (path) => 'http://127.0.0.1:3000' + path;
      const get = async (path) => (await fetch(at(path))).text();
      const viaHttp = (path, body) => new Promise((resolve, reject) => {
        request(at(path), { method: 'PUT', agent: false }, (response) => response.resume().on('end', () => resolve(response.statusCode))).on('error', reject).end(body);
      });
      test('by fetch', async () => {
        await fetch(at('/first'));
        const response = await fetch(at('/second'), { method: 'POST', body: 'milk', headers: { 'content-type': 'text/plain' } });
        assert.equal(await response.text(), 'taken');
      });
      test('by http', async () => assert.equal(await viaHttp('/third', 'bread'), 200));
      test('without a request', () => assert.deepEqual({ a: 1 }, { a: 2 }));
      test('without an answer', async () => assert.equal(await viaHttp('/broken'), 200));
      test('with bytes', async () => { await (await fetch(at('/bytes'))).bytes(); assert.fail('no text'); });
      test('around', async (t) => {
        await get('/around');
        await t.test('within', () => assert.match('tea', /coffee/));
        await t.test('of its own', async () => { await get('/own'); assert.ok(0); });
      });
      describe('side by side', { concurrency: true }, () => {
        for (const name of ['one', 'two'])
          it(name, async () => { const response = await fetch(at('/' + name)); await response.text(); assert.equal(response.status, 200); });
      });
      describe('a hook', () => {
        before(() => get('/hook'));
        it('sends it', () => assert.ok(0));
      });
      test('afterwards', async () => { await get('/last'); throw new TypeError('broken'); });`;
    const subject = checking(check, { api: 'node api.mjs' });
    const { assertions } = await inBoth({ ...subject, files: { ...subject.files, 'api.mjs': echo } });
    const seen = assertions.map(({ name, expected, actual, exchange }) => {
      const { method, url, body, response, error } = exchange ?? {};
      const sent = exchange && `${method} ${url?.slice('http://127.0.0.1:3000'.length)} ${body}`;
      const got = response && `${response.status} ${response.statusText} ${response.body}`;
      return [name, expected, actual, sent, got ?? error?.split(':')[0]];
    });
    const none = undefined;
    assert.deepEqual(seen, [
      ['by fetch', "'taken'", "'saw milk'", 'POST /second milk', '418 Tea saw milk'],
      ['by http', '200', '418', 'PUT /third bread', '418 Tea saw bread'],
      ['without a request', '{ a: 2 }', '{ a: 1 }', none, none],
      ['without an answer', none, none, 'PUT /broken ', 'ECONNRESET'],
      ['with bytes', none, none, 'GET /bytes ', '418 Tea 2 bytes that are not text'],
      ['around › within', '/coffee/', "'tea'", 'GET /around ', '418 Tea saw '],
      ['around › of its own', none, none, 'GET /own ', '418 Tea saw '],
      ['side by side › one', '200', '418', 'GET /one ', '418 Tea saw '],
      ['side by side › two', '200', '418', 'GET /two ', '418 Tea saw '],
      ['a hook › sends it', none, none, 'GET /hook ', '418 Tea saw '],
      ['afterwards', none, none, 'GET /last ', '418 Tea saw '],
    ]);
    assert.deepEqual(
      assertions[0]?.exchange?.headers.filter(([name]) => name === 'content-type'),
      [['content-type', 'text/plain']],
    );
    for (const { exchange } of assertions.slice(0, 2))
      assert.deepEqual(
        exchange?.response?.headers.filter(([name]) => name === 'X-Seen').map(([, value]) => value),
        [exchange?.method],
      );
  });

  test('a check that is stopped says so, with what was known until then', async () => {
    const check = `import { test } from 'node:test'; test('first', () => {}); test('second', () => new Promise(() => {})); setInterval(() => {}, 1000);`;
    const [outcome, news] = await page.page.evaluate(
      async ([subject, module]) => {
        const { engine, lab } = globalThis as unknown as LabScope;
        const stop = new AbortController();
        const news: string[] = [];
        const progress = (said: Parameters<NonNullable<EngineCheckOptions['progress']>>[0]) => {
          if (typeof said === 'string') return;
          news.push(said.name);
          stop.abort();
        };
        const options = { engine, lab: module, progress, signal: stop.signal };
        const outcome = await lab.runCheckInEngine(subject, {}, options);
        const before = await lab.runCheckInEngine(subject, {}, { ...options, signal: AbortSignal.abort() });
        return [[outcome, before], news] as const;
      },
      [checking(check), labModule] as const,
    );
    assert.deepEqual(news, ['first']);
    assert.deepEqual(
      outcome.map(({ passed, code, problem, assertions }) => [passed, code, problem, assertions.length]),
      [
        [false, null, 'The check was stopped before its end.', 1],
        [false, null, 'The check was stopped before its end.', 0],
      ],
    );
  });

  test('a check that never ends is stopped, and keeps what it has said until then', async () => {
    const waits = `import { test } from 'node:test'; test('first', () => {}); test('second', () => new Promise(() => {})); setInterval(() => {}, 1000);`;
    const { passed, code, problem, assertions } = await inBoth(checking(waits), {}, 4000);
    assert.deepEqual([passed, code], [false, null]);
    assert.match(problem ?? '', /^The check had not ended after 4 seconds and was stopped\. .*clock\.advance\.$/);
    assert.deepEqual(
      assertions.map(({ name }) => name),
      ['first'],
    );
    const { problem: circling } = await inBoth(checking('for (;;);'), {}, 2000);
    assert.match(circling ?? '', /had not ended after 2 seconds/);
  });

  test('a check that breaks before its tests, has none, or ends in spite of them says so', async () => {
    const broken = await inBoth(checking(`throw new Error('no such ledger');`));
    assert.deepEqual([broken.passed, broken.code, broken.assertions], [false, 1, []]);
    assert.match(broken.problem ?? '', /^The check ended with exit code 1 before it asserted anything and printed:\n/);
    assert.match(broken.problem ?? '', /Error: no such ledger/);
    const none = await inBoth(checking(`console.log('looks good');`));
    assert.deepEqual([none.passed, none.code], [false, 0]);
    assert.equal(none.problem, 'The check asserts nothing: it has no test. Write one with node:test.');
    const skipped = await inBoth(
      checking(`import { test } from 'node:test'; test.skip('one', () => {}); test.todo('two');`),
    );
    assert.deepEqual([skipped.passed, skipped.assertions], [false, []]);
    const leaves = await inBoth(
      checking(
        `import { test } from 'node:test'; test('one', () => {}); process.on('exit', () => (process.exitCode = 7));`,
      ),
    );
    assert.match(leaves.problem ?? '', /^The check ended with exit code 7 though no assertion failed/);
  });

  test('what keeps a check from beginning is its problem', async () => {
    const idle = await inBoth(checking('', { api: 'node idle.js' }), {}, 2000);
    assert.equal(idle.problem, 'The process “api” did not listen on a port within 2 seconds.');
    const other = await inBoth(checking('', { api: 'npm start' }));
    assert.match(other.problem ?? '', /^The process "api" is started by "npm start"/);
    const named = await inBoth(checking('', { check: 'node idle.js' }));
    assert.match(named.problem ?? '', /^A process cannot be called “check”/);
    const none = await inBoth({ ...checking(''), exercise: null });
    assert.equal(none.problem, 'The sandbox “checking” is no exercise: it has no check.js to run.');
  });
});
