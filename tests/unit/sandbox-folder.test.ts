import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { SandboxError } from '../../src/sandbox/catalogue/load-sandbox.ts';
import { flatName } from '../../src/sandbox/sandbox-id.ts';

const root = mkdtempSync(join(tmpdir(), 'sandboxes-'));
writeFileSync(join(root, 'package.json'), JSON.stringify({ devDependencies: { express: '5.3.0', zod: '^4.6.7' } }));
after(() => rmSync(root, { recursive: true }));

const packageJson = (id: string, dependencies: object = {}) =>
  JSON.stringify({
    name: `@port3000/${flatName(id)}`,
    private: true,
    type: 'module',
    scripts: { start: 'node server.js' },
    dependencies,
    sandbox: { title: 'T', summary: 'S.', files: ['server.js'] },
  });

function write(id: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, 'sandboxes', id, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

function refusal(id: string, files: Record<string, string>): string {
  write(id, files);
  try {
    catalogue(root).sandbox(id);
  } catch (error) {
    assert.ok(error instanceof SandboxError);
    return error.message;
  }
  return assert.fail('the sandbox should be refused');
}

test('a program takes all its files, without what only stands beside it', () => {
  write('methods/exercise', {
    'package.json': packageJson('methods/exercise'),
    'server.js': "import './lib/helper.js';\n",
    'lib/helper.js': "import { readFileSync } from 'node:fs';\n",
    'data.json': '{}\n',
    'check.js': "import 'node:test';\nimport 'lab';\n",
    'hints.md': 'Look *twice*.\n\n---\n\n```text\n---\n```\n',
    'solution/server.js': 'nothing\n',
    'node_modules/x/index.js': 'nothing\n',
    'requests.http': '### Home\n# @name home\nGET http://localhost:3000/\n',
  });
  const sandbox = catalogue(root).sandbox('methods/exercise');
  assert.deepEqual(Object.keys(sandbox.files).sort(), ['data.json', 'lib/helper.js', 'package.json', 'server.js']);
  assert.deepEqual(
    sandbox.requests.map(({ block }) => block.name),
    ['home'],
  );
  assert.equal(sandbox.transcript, null);
  assert.deepEqual(sandbox.exercise, {
    solution: { 'server.js': 'nothing\n' },
    check: "import 'node:test';\nimport 'lab';\n",
    hints: ['Look *twice*.', '```text\n---\n```'],
  });
});

test('an undeclared package stops the build with file and line', () => {
  const message = refusal('methods/undeclared', {
    'package.json': packageJson('methods/undeclared', { express: '5.3.0' }),
    'server.js': "import express from 'express';\nimport { z } from 'zod';\nawait import('@scope/thing/part');\n",
  });
  assert.equal(
    message,
    'sandboxes/methods/undeclared/server.js, line 2: “zod” is imported but not declared; add it to "dependencies" in package.json with its exact version\n' +
      'sandboxes/methods/undeclared/server.js, line 3: “@scope/thing” is imported but not declared; add it to "dependencies" in package.json with its exact version',
  );
});

test('a missing file, a wrong builtin and a required package are found too', () => {
  assert.equal(
    refusal('methods/imports', {
      'package.json': packageJson('methods/imports'),
      'server.js': "import './helper.js';\nimport 'node:sqlit';\nexport * from 'node:http';\n",
      'old.cjs': "const x = require('left-pad');\n",
      'types.ts': "import type { A } from 'left-pad';\nimport { type B, c } from './gone.ts';\n",
    }),
    [
      'sandboxes/methods/imports/old.cjs, line 1: “left-pad” is imported but not declared; add it to "dependencies" in package.json with its exact version',
      'sandboxes/methods/imports/server.js, line 1: “./helper.js” is not in the folder; it holds old.cjs, package.json, server.js, types.ts',
      'sandboxes/methods/imports/server.js, line 2: Node has no module “node:sqlit”',
      'sandboxes/methods/imports/types.ts, line 2: “./gone.ts” is not in the folder; it holds old.cjs, package.json, server.js, types.ts',
    ].join('\n'),
  );
});

test('requests are checked with their lines', () => {
  assert.equal(
    refusal('methods/requests', {
      'package.json': packageJson('methods/requests'),
      'server.js': '\n',
      'requests.http': 'GET http://example.com/\n\n### Named\nGET http://localhost:3000/\n',
    }),
    [
      'sandboxes/methods/requests/requests.http, line 1: “example.com” is outside this page; a sandbox reaches only its own servers, such as http://localhost:3000.',
      'sandboxes/methods/requests/requests.http, line 4: the request has no name; write “# @name shortName” above it',
    ].join('\n'),
  );
});

test('an unknown name says which there are', () => {
  assert.match(
    refusal('methods/nowhere', {}),
    /^sandboxes\/methods\/nowhere\/package\.json: there is no sandbox “methods\/nowhere”; there are methods\/exercise, /,
  );
});

test('a version that differs from the repository’s stops the build', () => {
  assert.equal(
    refusal('methods/versions', {
      'package.json': packageJson('methods/versions', { express: '5.2.0', zod: '4.6.7', redis: '5.0.0' }),
      'server.js': '\n',
    }),
    [
      'sandboxes/methods/versions/package.json, dependencies.express: write "5.3.0": all sandboxes use the version of the repository’s package.json',
      'sandboxes/methods/versions/package.json, dependencies.zod: the repository’s package.json says "^4.6.7"; write one exact version there, and the same here',
      'sandboxes/methods/versions/package.json, dependencies.redis: “redis” is not among the packages of the repository’s package.json; add it there with this version, or do without it',
    ].join('\n'),
  );
});

test('an exercise has a check, hints and a solution, and nothing else has', () => {
  const base = { 'package.json': packageJson('indexes/exercise'), 'server.js': 'starter\n' };
  assert.equal(
    refusal('indexes/exercise', base),
    [
      'sandboxes/indexes/exercise/check.js: an exercise needs a check: a program of node:test that the solution passes',
      'sandboxes/indexes/exercise/hints.md: an exercise needs hints: two or three, a line “---” between them',
      'sandboxes/indexes/exercise/solution: an exercise needs a solution: a folder with the files that replace the starter’s',
    ].join('\n'),
  );
  assert.equal(
    refusal('indexes/exercise', {
      'check.js': "import 'supertest';\n",
      'hints.md': 'One.\n',
      'solution/server.js': 'starter\n',
      'solution/more.js': "import './server.js';\nimport './gone.js';\n",
    }),
    [
      'sandboxes/indexes/exercise/hints.md: there should be two or three hints, a line “---” between them; there are 1',
      'sandboxes/indexes/exercise/solution/server.js: this is the starter’s file; leave it out',
      'sandboxes/indexes/exercise/solution/more.js, line 2: “./gone.js” is not in the folder; it holds package.json, server.js, more.js, check.js',
      'sandboxes/indexes/exercise/check.js, line 1: “supertest” is imported but not declared; add it to "dependencies" in package.json with its exact version',
    ].join('\n'),
  );
  assert.equal(
    refusal('indexes/plain', { ...base, 'package.json': packageJson('indexes/plain'), 'check.js': '\n' }),
    'sandboxes/indexes/plain/check.js: only a chapter’s exercise, the sandbox “exercise”, has a check, hints and a solution',
  );
});

test('a file that changes is read again', () => {
  const id = 'indexes/edited';
  write(id, { 'package.json': packageJson(id), 'server.js': 'first\n' });
  const before = catalogue(root).sandbox(id);
  assert.equal(catalogue(root).sandbox(id), before);
  write(id, { 'server.js': 'the second\n' });
  assert.equal(catalogue(root).sandbox(id).files['server.js'], 'the second\n');
});
