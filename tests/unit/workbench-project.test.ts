/** Projects of the playground: what their package.json says is what starts. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { BUNDLED } from '../../src/sandbox/bundled-packages.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { packageVersions } from '../../src/sandbox/catalogue/package-versions.ts';
import { readProjectFile, withPackage, withProcesses } from '../../src/workbench/stores/project-file.ts';
import { setup } from '../support/sandbox-stores.ts';

const root = join(import.meta.dirname, '../..');
const write = (json: unknown) => JSON.stringify(json);
const processesOf = (text: string) => {
  const read = readProjectFile(text);
  assert.ok(!('problem' in read), 'problem' in read ? read.problem : '');
  return read.processes;
};

describe('a package.json', () => {
  test('names one program by scripts.start, or several by sandbox.processes', () => {
    assert.deepEqual(processesOf(write({ scripts: { start: 'node server.ts' } })), {
      app: { command: 'node server.ts', env: {} },
    });
    const processes = { api: 'node api.js 3001', worker: { command: 'node worker.js', env: { PORT: '3002' } } };
    assert.deepEqual(processesOf(write({ scripts: { start: 'node other.js' }, sandbox: { processes } })), {
      api: { command: 'node api.js 3001', env: {} },
      worker: { command: 'node worker.js', env: { PORT: '3002' } },
    });
  });

  for (const [text, problem] of [
    [undefined, /^There is no package\.json/],
    ['{', /^package\.json is not JSON: /],
    ['[]', /holds one object/],
    ['{}', /scripts\.start: a process is started by node.*“node server\.js”/],
    [write({ scripts: { start: 'npm run dev' } }), /scripts\.start: a process is started by node/],
    [write({ scripts: { start: 'node a.js && node b.js' } }), /without a shell/],
    [write({ sandbox: { processes: {} } }), /"processes": \{ "app": "node server\.js" \}/],
    [write({ sandbox: { processes: { API: 'node a.js' } } }), /named in lower case, such as “worker”, and not “API”/],
    [
      write({ sandbox: { processes: { api: { command: 'node a.js', env: { PORT: 1 } } } } }),
      /“api”: the values of "env"/,
    ],
  ] as const)
    test(`says what is wrong with ${text}`, () => {
      const read = readProjectFile(text);
      assert.ok('problem' in read);
      assert.match(read.problem, problem);
    });

  test('gets and loses packages, and keeps the rest', () => {
    const text = write({ name: 'mine', dependencies: { ws: '8.0.0' }, private: true });
    const added = withPackage(text, 'cors', '2.8.6');
    assert.deepEqual(JSON.parse(added), { name: 'mine', dependencies: { cors: '2.8.6', ws: '8.0.0' }, private: true });
    assert.deepEqual(JSON.parse(withPackage(added, 'cors', null)), JSON.parse(text));
  });

  test('gets processes that are read as they were written; one alone is what npm start runs', () => {
    const text = write({ name: 'mine', scripts: { start: 'node server.js', test: 'node --test' } });
    const several = { app: { command: 'node server.js', env: {} }, worker: { command: 'node w.js', env: { A: 'b' } } };
    const written = withProcesses(text, several);
    assert.deepEqual(processesOf(written), several);
    const alone = withProcesses(written, { app: several.app });
    assert.deepEqual(JSON.parse(alone), JSON.parse(text));
  });
});

describe('a free project', () => {
  const free = { packages: { express: '5.3.0' } };
  const one = write({ scripts: { start: 'node server.js' } });
  const two = write({ sandbox: { processes: { app: 'node server.js', worker: 'node worker.js' } } });
  const open = () =>
    setup({ free, files: { 'server.js': '\n', 'package.json': one }, shown: ['server.js', 'package.json'] });

  test('starts what its package.json says, anew when that has changed', async () => {
    const { engine, stores } = open();
    await stores.run.run();
    assert.deepEqual(
      stores.run.processes.map(({ name }) => name),
      ['app'],
    );
    await stores.run.run();
    assert.equal(engine.sessions.length, 1, 'the same processes need no new session');

    stores.files.edit('package.json', two);
    assert.deepEqual(Object.keys(stores.data.processes), ['app'], 'until the next start');
    await stores.run.run();
    assert.equal(engine.sessions.length, 2);
    assert.ok(engine.sessions[0]!.disposed);
    assert.deepEqual(
      stores.run.processes.map(({ name }) => name),
      ['app', 'worker'],
    );
    assert.deepEqual(Object.keys(stores.data.processes), ['app', 'worker']);
    assert.deepEqual(stores.log.names, ['app', 'worker']);
    engine.session.emit({ type: 'output', process: 'worker', stream: 'stdout', text: 'there\n' });
    assert.equal(stores.log.of('worker').total, 1);
  });

  test('says why it cannot start, and starts when that is mended', async () => {
    const { engine, stores } = open();
    stores.files.edit('package.json', '{');
    await stores.run.run();
    assert.equal(stores.run.phase, 'failed');
    assert.match(stores.run.problem!, /package\.json is not JSON/);
    assert.equal(engine.sessions.length, 0);
    stores.files.edit('package.json', one);
    await stores.run.run();
    assert.equal(stores.run.problem, null);
    assert.equal(engine.sessions.length, 1);
  });

  test('does not start when Stop comes first', async () => {
    const { engine, stores } = open();
    const running = stores.run.run();
    stores.run.stop();
    await running;
    assert.equal(stores.run.phase, 'stopped');
    assert.equal(engine.sessions.length, 0);
  });

  test('is none when the book says nothing of it: the manifest’s processes start', async () => {
    const { stores } = setup({ files: { 'server.js': '\n', 'package.json': two } });
    await stores.run.run();
    assert.deepEqual(
      stores.run.processes.map(({ name }) => name),
      ['app'],
    );
  });
});

describe('the packages of the playground', () => {
  test('are installed, and each is compared with real Node', () => {
    const versions = packageVersions(root);
    const compared = globSync('tests/parity/{packages,programs/postgres}/*/package.json', { cwd: root }).flatMap(
      (file) =>
        Object.keys((JSON.parse(readFileSync(join(root, file), 'utf8')) as { dependencies: object }).dependencies),
    );
    for (const name of Object.keys(BUNDLED)) {
      assert.ok(name in versions, name);
      assert.ok(compared.includes(name), `no program in tests/parity uses ${name}`);
    }
  });

  test('are bundled, and so is what the book’s sandboxes use', () => {
    const { dependencies } = catalogue(root);
    for (const name of ['express', ...Object.keys(BUNDLED)]) assert.ok(dependencies.includes(name), name);
  });
});
