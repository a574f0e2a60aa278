import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseHttpFile, serializeHttpFile, type HttpFile } from '../../src/sandbox/http-file.ts';

function parsed(text: string): HttpFile {
  const result = parseHttpFile(text);
  assert.ok(result.ok, JSON.stringify(result));
  return result.file;
}

function errorsOf(text: string): string[] {
  const result = parseHttpFile(text);
  assert.equal(result.ok, false, 'the file should be refused');
  return result.ok ? [] : result.errors.map(({ line, message }) => `${line}: ${message}`);
}

test('reads variables, titles, names, comments, headers and bodies', () => {
  const file = parsed(`@host = http://localhost:3000

### Create a user
# Any name will do.
# @name create
POST {{host}}/users HTTP/1.1
Content-Type: application/json
X-Empty:

{"name": "Ada"}

  indented

### List
# @sleep 60000
GET {{host}}/users
`);
  assert.deepEqual(file, {
    variables: [{ name: 'host', value: 'http://localhost:3000' }],
    blocks: [
      {
        title: 'Create a user',
        name: 'create',
        comments: ['Any name will do.'],
        method: 'POST',
        url: '{{host}}/users',
        headers: [
          ['Content-Type', 'application/json'],
          ['X-Empty', ''],
        ],
        body: '{"name": "Ada"}\n\n  indented',
        line: 6,
      },
      {
        title: 'List',
        name: null,
        sleep: 60_000,
        comments: [],
        method: 'GET',
        url: '{{host}}/users',
        headers: [],
        body: null,
        line: 16,
      },
    ],
  });
});

test('a request needs no separator, a bare address means GET, CRLF is fine', () => {
  const file = parsed('http://localhost:3000/a\r\nAccept: */*\r\n\r\nbody\r\n');
  assert.deepEqual(
    file.blocks.map(({ method, url, headers, body }) => ({ method, url, headers, body })),
    [{ method: 'GET', url: 'http://localhost:3000/a', headers: [['Accept', '*/*']], body: 'body' }],
  );
});

test('comments between headers are left out, a heading-like body line is not a separator', () => {
  const [block] = parsed(
    'POST http://localhost:3000/\n# not a header\nA: b\n\n#### not a block\n# a line of the body\n',
  ).blocks;
  assert.deepEqual(block?.headers, [['A', 'b']]);
  assert.equal(block?.body, '#### not a block\n# a line of the body');
});

test('says what is wrong, on which line, and what would be right', () => {
  assert.match(
    errorsOf('### One\nGET http://localhost:3000/ a b\n')[0]!,
    /^2: The address contains a space; write %20/,
  );
  assert.match(errorsOf('### One\nGET\n')[0]!, /^2: “GET” is not a request line; write a method and an address/);
  assert.match(errorsOf('### Only a title\n# @name x\n')[0]!, /^1: The block “Only a title” has no request/);
  assert.match(
    errorsOf('GET http://localhost:3000/\nContent-Type\n')[0]!,
    /^2: “Content-Type” is not a header; write “Name: value”/,
  );
  assert.match(
    errorsOf('GET http://localhost:3000/\n  ?page=2\n')[0]!,
    /^2: .*write the whole address on the request line/,
  );
  assert.match(errorsOf('# @prompt user\nGET http://localhost:3000/\n')[0]!, /^1: “# @prompt” is not understood/);
  assert.match(
    errorsOf('# @name two words\nGET http://localhost:3000/\n')[0]!,
    /^1: “two words” cannot be a request’s name/,
  );
  for (const time of ['', '0', '-1', '1.5', '1e3', '5 s', '99999999999'])
    assert.match(
      errorsOf(`# @sleep ${time}\nGET http://localhost:3000/\n`)[0]!,
      /^1: “.*” is not a time to sleep: write milliseconds, as in “# @sleep 60000”/,
    );
  assert.match(
    errorsOf('@host http://localhost\nGET http://localhost:3000/\n')[0]!,
    /^1: .*is not a variable; write it as “@host =/,
  );
  assert.match(errorsOf('@a = 1\n@a = 2\n')[0]!, /^2: The variable “a” is already defined/);
  assert.match(
    errorsOf('POST http://localhost:3000/\n\n< ./body.json\n')[0]!,
    /^3: .*not supported here; write the body itself/,
  );
  assert.match(errorsOf('GET http://localhost:3000/ HTTP/2\n')[0]!, /^1: HTTP\/2 is not spoken here/);
  assert.deepEqual(errorsOf('# @name a\nGET http://localhost:3000/\n###\n# @name a\nGET http://localhost:3000/\n'), [
    '5: The name “a” is already used by the request on line 2; every @name must be different.',
  ]);
});

test('reports every error, in the order of the lines', () => {
  assert.deepEqual(
    errorsOf('###\nGET\n### Two\nGET http://localhost:3000/\nnonsense\n').map((error) => error.split(':')[0]),
    ['2', '5'],
  );
});

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/);
const words = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ,.?{}":/]{0,20}[A-Za-z0-9]$/);
const bodyLine = fc.stringMatching(/^[A-Za-z0-9 {}":,[\]@=-]{0,30}$/);
const body = fc
  .array(bodyLine, { minLength: 1, maxLength: 5 })
  .map((lines) => lines.join('\n'))
  .filter((text) => text.split('\n').at(-1)!.trim() !== '');
const block = fc.record({
  title: fc.oneof(fc.constant(''), words),
  comments: fc.array(
    words.filter((text) => !text.startsWith('@')),
    { maxLength: 2 },
  ),
  method: token.map((text) => text.toUpperCase()),
  url: token.map((path) => `http://localhost:3000/${path}?a=b&c=%20`),
  headers: fc.array(fc.tuple(token, fc.oneof(fc.constant(''), words)), { maxLength: 3 }),
  body: fc.option(body),
});

test('what is written reads back as the same requests', () => {
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 4 }),
      fc.uniqueArray(fc.tuple(token, words), { selector: ([name]) => name, maxLength: 3 }),
      (blocks, variables) => {
        const named = blocks.map((each, index) => ({
          ...each,
          name: index % 2 === 0 ? null : `request${index}`,
          line: 0,
        }));
        const written = serializeHttpFile({
          variables: variables.map(([name, value]) => ({ name, value })),
          blocks: named,
        });
        const back = parsed(written);
        assert.deepEqual(
          back.variables,
          variables.map(([name, value]) => ({ name, value })),
        );
        assert.deepEqual(
          back.blocks.map((each) => ({ ...each, line: 0 })),
          named,
        );
        assert.equal(serializeHttpFile(back), written, 'writing is stable');
      },
    ),
  );
});

test('a loop says how often, and nothing else', () => {
  assert.equal(parsed('# @loop for 3\nGET /\n').blocks[0]?.loop, 3);
  assert.equal('loop' in parsed('# @loop for 1\nGET /\n').blocks[0]!, false);
  assert.match(serializeHttpFile(parsed('### A\n# @loop for 12\nGET /\n')), /^# @loop for 12$/m);
  for (const argument of ['while true', 'for item of list', 'for 0', 'for 1001', '3'])
    assert.match(errorsOf(`# @loop ${argument}\nGET /\n`)[0] ?? '', /^1: “.*” is not a loop .* “# @loop for 3”\.$/);
});
