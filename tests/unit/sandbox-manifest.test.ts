import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryFile, formatProblem, parseManifest } from '../../src/sandbox/manifest.ts';

const ID = 'rate-limiting/window';
const FILES = ['package.json', 'server.js', 'limiter.js'];

function manifest(sandbox: object = {}, rest: object = {}) {
  return {
    name: '@port3000/rate-limiting-window',
    private: true,
    type: 'module',
    scripts: { start: 'node server.js' },
    dependencies: { express: '5.3.0' },
    sandbox: { title: 'Window', summary: 'Counts.', files: ['server.js'], ...sandbox },
    ...rest,
  };
}

function problems(sandbox: object = {}, rest: object = {}): string[] {
  const result = parseManifest(JSON.stringify(manifest(sandbox, rest)), ID, FILES);
  assert.equal(result.ok, false, 'the manifest should be refused');
  return result.ok ? [] : result.problems.map((problem) => formatProblem(ID, problem));
}

test('derives the name, the process and the engines', () => {
  const result = parseManifest(JSON.stringify(manifest()), ID, FILES);
  assert.ok(result.ok, JSON.stringify(result));
  assert.deepEqual(result.manifest, {
    id: 'rate-limiting/window',
    name: 'rate-limiting-window',
    title: 'Window',
    summary: 'Counts.',
    files: ['server.js'],
    processes: { app: { command: 'node server.js', env: {} } },
    panes: [],
    engines: ['embedded', 'webcontainer'],
    dependencies: { express: '5.3.0' },
  });
});

test('takes several processes, with and without an environment', () => {
  const processes = { api: 'node server.js', store: { command: 'node limiter.js 4000', env: { PORT: '4000' } } };
  const result = parseManifest(JSON.stringify(manifest({ processes })), ID, FILES);
  assert.ok(result.ok, JSON.stringify(result));
  assert.deepEqual(result.manifest.processes, { api: { command: 'node server.js', env: {} }, store: processes.store });
});

test('names file and field, and says what would be right', () => {
  const only = (sandbox: object, rest: object = {}) => {
    const [first, ...others] = problems(sandbox, rest);
    assert.deepEqual(others, []);
    return first;
  };
  assert.equal(
    only({ files: ['server.js', 'limit.js'] }),
    'sandboxes/rate-limiting/window/package.json, sandbox.files[1]: there is no file “limit.js” in the folder; it holds package.json, server.js, limiter.js',
  );
  assert.equal(
    only({ sumary: 'x' }),
    'sandboxes/rate-limiting/window/package.json, sandbox: there is no field “sumary” here; the fields are title, summary, files, processes, panes, plots, engines',
  );
  assert.equal(
    only({ title: '' }),
    'sandboxes/rate-limiting/window/package.json, sandbox.title: write a text here, such as "Fixed window"',
  );
  assert.equal(
    only({ files: [] }),
    'sandboxes/rate-limiting/window/package.json, sandbox.files: list at least one file, such as ["server.js"]',
  );
  assert.equal(
    only({ files: ['server.js', 'server.js'] }),
    'sandboxes/rate-limiting/window/package.json, sandbox.files[1]: “server.js” is listed twice',
  );
  assert.equal(
    only({ summary: 'one\ntwo' }),
    'sandboxes/rate-limiting/window/package.json, sandbox.summary: keep the summary on one line',
  );
  assert.equal(
    only({ engines: ['docker'] }),
    'sandboxes/rate-limiting/window/package.json, sandbox.engines[0]: the engines are embedded and webcontainer',
  );
  assert.equal(
    only({ panes: ['database'] }),
    'sandboxes/rate-limiting/window/package.json, sandbox.panes[0]: only these panes can be opened: map, bursts, clock, wire, log',
  );
  assert.equal(
    only({ processes: { api: 'npm start' } }),
    'sandboxes/rate-limiting/window/package.json, sandbox.processes.api: a process is started by node: write it as "node server.js"',
  );
  assert.equal(
    only({ processes: { api: 'node missing.js' } }),
    'sandboxes/rate-limiting/window/package.json, sandbox.processes.api: there is no file “missing.js” in the folder; it holds package.json, server.js, limiter.js',
  );
  assert.equal(
    only({ processes: { api: { command: 'node server.js', port: 1 } } }),
    'sandboxes/rate-limiting/window/package.json, sandbox.processes.api: there is no field “port” here; the fields are command, env',
  );
  assert.equal(
    only({ processes: { api: { command: 'node server.js', env: { PORT: 1 } } } }),
    'sandboxes/rate-limiting/window/package.json, sandbox.processes.api: values of the environment are texts: write "3001", not 3001',
  );
  assert.equal(
    only({}, { name: '@port3000/other' }),
    'sandboxes/rate-limiting/window/package.json, name: write "@port3000/rate-limiting-window", after the folder',
  );
  assert.equal(
    only({}, { dependencies: { express: '^5.3.0' } }),
    'sandboxes/rate-limiting/window/package.json, dependencies.express: write an exact version, such as "5.3.0", so that the example stays as it was recorded',
  );
  assert.equal(
    only({}, { type: 'commonjs' }),
    'sandboxes/rate-limiting/window/package.json, type: write "module": examples are ES modules',
  );
  assert.equal(
    only({}, { scripts: { start: 'node a.js && node b.js' } }),
    'sandboxes/rate-limiting/window/package.json, scripts.start: the command is not run by a shell: write only node, its options, a file and arguments, without quotes',
  );
});

test('a file that is not JSON is one problem', () => {
  const result = parseManifest('{', ID, FILES);
  assert.ok(!result.ok);
  assert.match(
    formatProblem(ID, result.problems[0]!),
    /^sandboxes\/rate-limiting\/window\/package\.json: this is not JSON:/,
  );
});

test('finds the file a command runs', () => {
  assert.equal(entryFile('node --no-warnings ./src/api.js 3001'), 'src/api.js');
  assert.equal(entryFile('node --version'), null);
});
