/** Errors as Node and both engines print them: what they say, and which line of the reader's files they mean. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readProgramError } from '../../src/workbench/stores/program-error.ts';

const read = (text: string, files: Record<string, string>) => readProgramError(text.split('\n'), files);

/** The output of a program in this Node, read as the workbench reads it. */
function inNode(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'error '));
  try {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    const { stderr } = spawnSync(process.execPath, [Object.keys(files)[0]!], { cwd: folder, encoding: 'utf8' });
    return read(stderr, files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const cases: readonly (readonly [string, Record<string, string>, string | RegExp, string | null])[] = [
  ['a syntax error', { 'a.mjs': 'const a = 1;\nconst b = ;\n' }, "SyntaxError: Unexpected token ';'", 'a.mjs:2'],
  [
    'an error in a function that another file calls',
    { 'a.mjs': "import { f } from './b.mjs';\n\nf();\n", 'b.mjs': 'export function f() {\n  null.x;\n}\n' },
    /^TypeError: Cannot read properties of null/,
    'b.mjs:2',
  ],
  [
    'an export that is not there',
    { 'a.mjs': "// first\nimport { f } from './b.mjs';\n", 'b.mjs': '' },
    /^SyntaxError: The requested module '\.\/b\.mjs' does not provide an export named 'f'/,
    'a.mjs:2',
  ],
  [
    'a package that is not there',
    { 'a.mjs': "import { readFile } from 'node:fs';\nimport expres from 'expres';\n" },
    /Cannot find package 'expres'/,
    'a.mjs:2',
  ],
  ['a file that is not there', { 'a.mjs': "\n\nimport './lost.mjs';\n" }, /Cannot find module .*lost\.mjs/, 'a.mjs:3'],
  [
    'an assertion',
    { 'a.cjs': "const assert = require('node:assert');\n\nassert.equal(1, 2);\n" },
    /^AssertionError \[ERR_ASSERTION\]: 1 == 2/,
    'a.cjs:3',
  ],
  ['a rejection', { 'a.mjs': '\nPromise.reject(new RangeError("late"));\n' }, 'RangeError: late', 'a.mjs:2'],
  [
    'an error of Node’s that a call in the file has made',
    { 'a.mjs': "import { readFileSync } from 'node:fs';\nreadFileSync('/not/there');\n" },
    /^Error: ENOENT: no such file/,
    'a.mjs:2',
  ],
  ['a value that is no error', { 'a.cjs': "\nthrow 'text';\n" }, 'Thrown: text', 'a.cjs:2'],
  ['one that a module throws, of which Node does not say where', { 'a.mjs': "throw 'text';\n" }, 'Thrown: text', null],
  ['an error that is only printed', { 'a.mjs': "\nconsole.error(new Error('told'));\n" }, 'Error: told', 'a.mjs:2'],
  ['no error at all', { 'a.mjs': "console.error('Error rates are fine');\n" }, '', null],
];

for (const [what, files, message, place] of cases) {
  test(`${what}: its first line and its place`, () => {
    const error = inNode(files);
    if (message === '') return assert.equal(error, null);
    if (typeof message === 'string') assert.equal(error?.message, message);
    else assert.match(error?.message ?? '', message);
    const found = error?.place ?? null;
    return assert.equal(found && `${found.path}:${found.line}`, place);
  });
}

test('the embedded engine’s and WebContainer’s folders are not part of the path', () => {
  const files = { 'server.js': '', 'src/server.js': '' };
  const embedded =
    "file:///home/reader/methods-lost/src/server.js:3\nconst b = ;\n          ^\n\n\nSyntaxError: Unexpected token ';'\n    at compileSourceTextModule (node:internal/modules/esm/utils)\n\n\nNode.js v24.21.0";
  assert.deepEqual(read(embedded, files), {
    message: "SyntaxError: Unexpected token ';'",
    place: { path: 'src/server.js', line: 3 },
  });
  const container =
    'Error: boom\n    at handle (file:///home/k3x8/node_modules/express/lib/router.js:9:1)\n    at file:///home/k3x8/server.js:12:9';
  assert.deepEqual(read(container, files)?.place, { path: 'server.js', line: 12 });
});

test('the last error counts, and what is in nobody’s file has no place', () => {
  const files = { 'a.js': '' };
  const text =
    'Error: first\n    at file:///home/reader/x/a.js:1:1\nTypeError: second\n    at node:internal/process/task_queues:1:1';
  assert.deepEqual(read(text, files), { message: 'TypeError: second', place: null });
});
