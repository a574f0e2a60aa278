/** Quotations agree with recordings and files: those of the book do, and made-up wrong ones are each found. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { listingProblems, quotationProblems, type Quotable } from '../../src/build/quotations/check.ts';
import { parseFenceMeta } from '../../src/build/quotations/fence-meta.ts';
import { runListing } from '../../src/build/quotations/programs.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';

const root = join(import.meta.dirname, '../..');

describe('the book', () => {
  const listings = catalogue(root).chapters.flatMap(({ written }) =>
    written === null ? [] : written.text.fences.map((fence) => ({ ...fence, file: written.file })),
  );

  test('quotes what was recorded, and says what is no quotation', () => {
    assert.ok(listings.length >= 13);
    assert.deepEqual(quotationProblems(catalogue(root)), []);
  });

  test('has programs to run that end as they say', async () => {
    for (const { file, line, language, meta, text } of listings) {
      const kind = parseFenceMeta(meta);
      if (kind.kind !== 'run') continue;
      const { exitCode, output } = await runListing(language!, text, { root, node: pinnedNode(root).path });
      assert.equal(exitCode, kind.exit, `${file}:${line} ended with ${exitCode}:\n${output}`);
    }
  });
});

const answer = (name: string, body: string, type = 'application/json') => ({
  name,
  title: name,
  request: { method: 'GET', url: 'http://localhost:3000/', headers: [], body: null },
  response: {
    status: 429,
    statusText: 'Too Many Requests',
    headers: [
      ['X-One', '1'],
      ['Retry-After', '900'],
      ['Content-Type', type],
    ] as [string, string][],
    body,
  },
});

const box: Quotable = {
  files: {
    'server.js':
      'const a = 1;\nif (a) {\n  const rows = all(`SELECT id\n    FROM people WHERE id = ?`);\n\n  done();\n}\n',
  },
  transcript: {
    node: '24.21.0',
    processes: { app: { stdout: 'one\n  two\n\nthree\nfour\n', stderr: 'oh\n', exitCode: 0 } },
    exchanges: [
      answer(
        'list',
        '{"n":3,"rows":[{"id":1,"name":"Ada"},{"id":2,"name":"Bob"},{"id":3,"name":"Eve"}],"plan":["SCAN a","USE b"]}',
      ),
      answer('plain', 'so much\nfor that', 'text/plain'),
      { ...answer('lost', ''), response: null, error: 'ECONNRESET' },
    ],
  },
};
const two: Quotable = {
  files: {},
  transcript: { node: '24.21.0', processes: { api: out('a\n'), worker: out('b\n') }, exchanges: [] },
};
function out(stdout: string) {
  return { stdout, stderr: '', exitCode: null };
}

/** The problem of one listing; empty when there is none. */
function said(language: string, meta: string | null, text: string): string {
  const sandboxes = new Map([
    ['x/box', box],
    ['x/two', two],
    ['x/new', { files: {}, transcript: null }],
  ]);
  return listingProblems([{ language, meta, text, line: 7 }], sandboxes)
    .map(({ line, message }) => `${line}: ${message}`)
    .join('\n');
}
const right = (...listing: Parameters<typeof said>) => assert.equal(said(...listing), '');
const wrong = (pattern: RegExp, ...listing: Parameters<typeof said>) => assert.match(said(...listing), pattern);

describe('a listing', () => {
  test('says what it is, and only one thing', () => {
    wrong(/^7: the listing does not say what it is; write from=.* or example .*, run .* or model/, 'text', null, 'a');
    wrong(/one thing, not from and example/, 'text', 'from="x/box#stdout" example', 'a');
    wrong(/does not say what it is/, 'js', 'sample', 'a');
    wrong(/“excerpt” means nothing beside example/, 'js', 'example excerpt', 'a');
    wrong(/“from” needs a value/, 'js', 'from', 'a');
    wrong(/names no sandbox and part/, 'js', 'from="x/box"', 'a');
    wrong(/exit=soon” is no exit code/, 'js', 'run exit=soon', 'a');
  });

  test('quotes something that is there', () => {
    wrong(/there is no sandbox “x\/bax” to quote; there are x\/box, x\/two/, 'text', 'from="x/bax#stdout"', 'a');
    wrong(/has a request “lists”; it records list, plain, lost/, 'json', 'from="x/box#lists"', '{}');
    wrong(/“lost” of x\/box had no answer \(ECONNRESET\)/, 'json', 'from="x/box#lost"', '{}');
    wrong(/has no file “app\.js”; it has server\.js/, 'js', 'from="x/box#app.js"', 'a');
    wrong(/server\.js has 7 lines, and no line 9/, 'js', 'from="x/box#server.js:2-9"', 'a');
    wrong(/write which process .* such as #api\.stdout; it has api, worker/, 'text', 'from="x/two#stdout"', 'a');
    wrong(/x\/new has no recording to quote; run “npm run record/, 'text', 'from="x/new#stdout"', 'a');
  });
});

describe('lines', () => {
  test('are all there are, in order', () => {
    right('text', 'from="x/box#stdout"', 'one\n  two\n\nthree\nfour');
    right('text', 'from="x/two#worker.stdout"', 'b');
    right('text', 'from="x/box#stderr"', 'oh');
    wrong(/the listing has “tow” where “two” is right/, 'text', 'from="x/box#stdout"', 'one\n  tow\n\nthree\nfour');
    wrong(/it ends before “three four”; write excerpt/, 'text', 'from="x/box#stdout"', 'one\n  two\n');
    wrong(/“five” comes after the end/, 'text', 'from="x/box#stdout"', 'one\n  two\n\nthree\nfour\nfive');
  });

  test('of an excerpt follow each other; what is left out is marked', () => {
    right('text', 'from="x/box#stdout" excerpt', '  two\n\nthree');
    right('text', 'from="x/box#stdout"', 'one\n…\nfour');
    right('text', 'from="x/box#stdout"', '…\nfour');
    right('text', 'from="x/box#stdout"', 'one\n…');
    wrong(
      /the listing has “three” where an empty line is right/,
      'text',
      'from="x/box#stdout" excerpt',
      '  two\nthree',
    );
    wrong(/“six” is not in the text/, 'text', 'from="x/box#stdout" excerpt', 'six');
    wrong(/“one” comes after|where|not stand/, 'text', 'from="x/box#stdout"', 'four\n…\none');
  });

  test('of a file may stand further left, all as far', () => {
    right('js', 'from="x/box#server.js:6"', 'done();');
    right('js', 'from="x/box#server.js" excerpt', 'if (a) {\n  // …\n  done();\n}');
    right('js', 'from="x/box#server.js:1-2"', 'const a = 1;\nif (a) {');
    wrong(/listing has “}”/, 'js', 'from="x/box#server.js" excerpt', 'done();\n}');
  });
});

describe('JSON, SQL and HTTP', () => {
  test('JSON is compared as values, in the order of members', () => {
    const rows = '"rows": [{ "id": 1, "name": "Ada" }, "…"]';
    right('json', 'from="x/box#list" excerpt', `{ "n": 3,\n ${rows} }`);
    right('json', 'from="x/box#list"', `{ "n": 3, ${rows}, "plan": ["SCAN a", "USE b"] }`);
    right('json', 'from="x/box#list" at="/rows/1"', '{ "id": 2, "name": "Bob" }');
    right('text', 'from="x/box#list" at="/plan"', 'SCAN a\nUSE b');
    wrong(/\/n is 4 where 3 is right/, 'json', 'from="x/box#list" excerpt', '{ "n": 4 }');
    wrong(/lacks rows, plan; write excerpt/, 'json', 'from="x/box#list"', '{ "n": 3 }');
    wrong(/\/n comes before plan/, 'json', 'from="x/box#list" excerpt', '{ "plan": ["SCAN a", "USE b"], "n": 3 }');
    wrong(/\/plan ends before "USE b"/, 'json', 'from="x/box#list" excerpt', '{ "plan": ["SCAN a"] }');
    wrong(/\/m is not in what it quotes, which has n, rows, plan/, 'json', 'from="x/box#list" excerpt', '{ "m": 3 }');
    wrong(/the listing is not JSON/, 'json', 'from="x/box#list"', '{ n }');
    wrong(/nothing at \/plans: “plans” is not there/, 'text', 'from="x/box#list" at="/plans"', 'SCAN a');
  });

  test('SQL is compared as one line', () => {
    right('sql', 'from="x/box#server.js" excerpt', 'SELECT id FROM people\nWHERE id = ?');
    wrong(
      /“SELECT name FROM people” is not in the text/,
      'sql',
      'from="x/box#server.js" excerpt',
      'SELECT name FROM people',
    );
  });

  test('a response has its status line and some headers in order', () => {
    const head = 'HTTP/1.1 429 Too Many Requests\n';
    right('http', 'from="x/box#plain"', `${head}X-One: 1\nContent-Type: text/plain\n\nso much\nfor that`);
    right('http', 'from="x/box#list"', `${head}Retry-After: 900`);
    wrong(/where “HTTP\/1\.1 429 Too Many Requests” is right/, 'http', 'from="x/box#list"', 'HTTP/1.1 200 OK');
    wrong(/“Retry-After: 9” where “Retry-After: 900”/, 'http', 'from="x/box#list"', `${head}Retry-After: 9`);
    wrong(/“X-One: 1” comes earlier/, 'http', 'from="x/box#list"', `${head}Retry-After: 900\nX-One: 1`);
    wrong(/no header “ETag: 1”; it has X-One, Retry-After/, 'http', 'from="x/box#list"', `${head}ETag: 1`);
    wrong(/“for this” where “for that”/, 'http', 'from="x/box#plain"', `${head}\nso much\nfor this`);
  });
});

describe('programs', () => {
  test('are parsed, and a part of a function is one', () => {
    right('js', 'example', 'const a = await b();\nif (!a) return 1;');
    right('ts', 'example', 'const a: number = 1;');
    right('text', 'model', 'a = b ×');
    right('lua', 'example', 'local t = {}');
    wrong(/^9: this is not js: Unexpected token/, 'js', 'example', 'a();\nb(;');
    wrong(/^8: this is not json/, 'json', 'example', '{ a }');
    wrong(/^8: this is not js/, 'js', 'run', 'a(;');
    wrong(/real Node runs js, mjs, cjs, ts; .* example instead of run/, 'lua', 'run', 'local t = {}');
  });

  test('are run by real Node', async () => {
    const node = pinnedNode(root).path;
    const run = (language: string, text: string, timeout?: number) =>
      runListing(language, text, { root, node, ...(timeout && { timeout }) });
    const good = await run('js', "import express from 'express';\nconsole.log(typeof express);");
    assert.deepEqual(good, { exitCode: 0, output: 'function\n' });
    assert.equal((await run('ts', 'process.exitCode = 3 as number;')).exitCode, 3);
    const bad = await run('js', "throw new Error('no');");
    assert.equal(bad.exitCode, 1);
    assert.match(bad.output, /Error: no/);
    assert.equal((await run('js', 'setInterval(() => {}, 1000);', 500)).exitCode, null);
  });
});
