import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { loadSandbox, SandboxError, sandboxNames } from '../../src/build/sandboxes/load-sandbox.ts';
import { sandboxProblems } from '../../src/build/sandboxes.ts';

const repository = join(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'sandboxes-'));
after(() => rmSync(root, { recursive: true }));

const packageJson = (name: string, dependencies: object = {}) =>
  JSON.stringify({
    name: `@port3000/${name}`,
    private: true,
    type: 'module',
    scripts: { start: 'node server.js' },
    dependencies,
    sandbox: { title: 'T', summary: 'S.', files: ['server.js'] },
  });

function write(name: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, 'sandboxes', name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

function refusal(name: string, files: Record<string, string>): string {
  write(name, files);
  try {
    loadSandbox(root, name);
  } catch (error) {
    assert.ok(error instanceof SandboxError);
    return error.message;
  }
  return assert.fail('the sandbox should be refused');
}

test('a program takes all its files, without what only stands beside it', () => {
  write('complete', {
    'package.json': packageJson('complete'),
    'server.js': "import './lib/helper.js';\n",
    'lib/helper.js': "import { readFileSync } from 'node:fs';\n",
    'data.json': '{}\n',
    'check.js': "import 'no-such-package';\n",
    'solution/server.js': 'nothing\n',
    'node_modules/x/index.js': 'nothing\n',
    'requests.http': '### Home\n# @name home\nGET http://localhost:3000/\n',
  });
  const sandbox = loadSandbox(root, 'complete');
  assert.deepEqual(Object.keys(sandbox.files).sort(), ['data.json', 'lib/helper.js', 'package.json', 'server.js']);
  assert.deepEqual(
    sandbox.requests.map(({ block }) => block.name),
    ['home'],
  );
  assert.equal(sandbox.transcript, null);
});

test('an undeclared package stops the build with file and line', () => {
  const message = refusal('undeclared', {
    'package.json': packageJson('undeclared', { express: '5.3.0' }),
    'server.js': "import express from 'express';\nimport { z } from 'zod';\nawait import('@scope/thing/part');\n",
  });
  assert.equal(
    message,
    'sandboxes/undeclared/server.js, line 2: “zod” is imported but not declared; add it to "dependencies" in package.json with its exact version\n' +
      'sandboxes/undeclared/server.js, line 3: “@scope/thing” is imported but not declared; add it to "dependencies" in package.json with its exact version',
  );
});

test('a missing file, a wrong builtin and a required package are found too', () => {
  assert.equal(
    refusal('imports', {
      'package.json': packageJson('imports'),
      'server.js': "import './helper.js';\nimport 'node:sqlit';\nexport * from 'node:http';\n",
      'old.cjs': "const x = require('left-pad');\n",
      'types.ts': "import type { A } from 'left-pad';\nimport { type B, c } from './gone.ts';\n",
    }),
    [
      'sandboxes/imports/old.cjs, line 1: “left-pad” is imported but not declared; add it to "dependencies" in package.json with its exact version',
      'sandboxes/imports/server.js, line 1: “./helper.js” is not in the folder; it holds old.cjs, package.json, server.js, types.ts',
      'sandboxes/imports/server.js, line 2: Node has no module “node:sqlit”',
      'sandboxes/imports/types.ts, line 2: “./gone.ts” is not in the folder; it holds old.cjs, package.json, server.js, types.ts',
    ].join('\n'),
  );
});

test('requests are checked with their lines', () => {
  assert.equal(
    refusal('requests', {
      'package.json': packageJson('requests'),
      'server.js': '\n',
      'requests.http': 'GET http://example.com/\n\n### Named\nGET http://localhost:3000/\n',
    }),
    [
      'sandboxes/requests/requests.http, line 1: “example.com” is outside this page; a sandbox reaches only its own servers, such as http://localhost:3000.',
      'sandboxes/requests/requests.http, line 4: the request has no name; write “# @name shortName” above it',
    ].join('\n'),
  );
});

test('an unknown name says which there are', () => {
  assert.match(
    refusal('nowhere', {}),
    /^sandboxes\/nowhere\/package\.json: there is no sandbox “nowhere”; there are complete, /,
  );
});

test('a sandbox without a transcript is a problem of the build', () => {
  assert.ok(
    sandboxProblems(root).includes(
      'sandboxes/complete/transcript.json: the file is missing; run “npm run record -- complete”',
    ),
  );
});

test('every sandbox of the book can be built', () => {
  assert.ok(sandboxNames(repository).length > 0);
  assert.deepEqual(sandboxProblems(repository), []);
});
