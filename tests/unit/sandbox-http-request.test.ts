import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHttpFile } from '../../src/sandbox/http-file.ts';
import { sendingOrder } from '../../src/sandbox/http-order.ts';
import type { EarlierAnswer } from '../../src/sandbox/http-reference.ts';
import { prepareAll } from '../../src/sandbox/http-request.ts';

function prepare(text: string) {
  const parsed = parseHttpFile(text);
  assert.ok(parsed.ok);
  return prepareAll(parsed.file);
}

function refusal(url: string, variables = ''): string {
  const { requests, errors } = prepare(`${variables}GET ${url}\n`);
  assert.deepEqual(requests, [], `${url} should be refused`);
  return errors[0]!.message;
}

test('replaces variables in address, headers and body, variables within variables too', () => {
  const { requests, errors } = prepare(
    '@host = http://localhost:3001\n@users = {{host}}/users\n@id = 7\nPUT {{users}}/{{ id }}?full\nIf-Match: "{{id}}"\n\n{"id": {{id}}}\n',
  );
  assert.deepEqual(errors, []);
  assert.deepEqual(requests[0]?.request, {
    port: 3001,
    method: 'PUT',
    path: '/users/7?full',
    url: 'http://localhost:3001/users/7?full',
    headers: [['If-Match', '"7"']],
    body: '{"id": 7}',
  });
});

test('sends the path exactly as it is written', () => {
  const path = (url: string) => prepare(`GET ${url}\n`).requests[0]?.request.path;
  assert.equal(path('http://localhost:3000/a/../b//c?x=%zz&y=[1]'), '/a/../b//c?x=%zz&y=[1]');
  assert.equal(path('http://localhost:3000'), '/');
  assert.equal(path('http://localhost:3000?page=2'), '/?page=2');
  assert.equal(path('http://localhost:3000/a#top'), '/a');
});

test('knows the port: as written, 80 by default, 3000 for a bare path', () => {
  const port = (url: string) => prepare(`GET ${url}\n`).requests[0]?.request.port;
  assert.deepEqual([port('http://127.0.0.1:8080/'), port('http://localhost/'), port('/users')], [8080, 80, 3000]);
});

test('refuses what cannot be sent, and says what could', () => {
  assert.match(
    refusal('http://example.com/'),
    /“example\.com” is outside this page; a sandbox reaches only its own servers/,
  );
  assert.match(refusal('http://localhost.example.com:3000/'), /outside this page/);
  assert.match(refusal('https://localhost:3000/'), /write http:\/\/localhost:3000 and a path/);
  assert.match(refusal('http://localhost:70000/'), /70000 is not a port/);
  assert.match(refusal('{{host}}/', '@base = http://localhost:3000\n'), /no variable “host”.*use one of: base/);
  assert.match(refusal('{{a}}/', '@a = {{b}}\n@b = {{a}}\n'), /defined by itself/);
  assert.match(refusal('http://localhost:3000/{{$uuid}}'), /different every time/);
  assert.match(
    refusal('http://localhost:3000/{{login.response.body.id}}'),
    /refers to a request “login”; no request has that name\. Write “# @name login” above the request/,
  );
});

const CHAIN = `@host = http://localhost:3000
# @name login
POST {{host}}/login
###
# @name twice
# @loop for 2
GET {{host}}/items/{{$index}}
Authorization: Bearer {{login.response.body.token}}
###
GET {{twice.response.headers.location}}
X-Id: {{login.response.body.$.user.ids[1]}} {{login.user.name}}

{{login.response.body.*}}
`;

function sent(text: string, answers: readonly (EarlierAnswer | null)[]): string[] {
  const parsed = parseHttpFile(text);
  assert.ok(parsed.ok);
  const lines: string[] = [];
  const turns = sendingOrder(parsed.file);
  for (let turn = turns.next(null); !turn.done; turn = turns.next(answers[lines.length - 1] ?? null)) {
    const { prepared } = turn.value;
    lines.push(
      prepared.ok
        ? [prepared.request.method, prepared.request.url, ...prepared.request.headers.flat(), prepared.request.body]
            .filter(Boolean)
            .join(' ')
        : prepared.message,
    );
  }
  return lines;
}

test('a request takes what it needs from earlier answers, digit by digit, and a loop counts', () => {
  const body = '{"token":"t0","user":{"ids":[1,9007199254740993],"name":"Ada"}}';
  const answers: EarlierAnswer[] = [
    { headers: [], body },
    { headers: [['Location', '/items/0']], body: '' },
    { headers: [['Location', '/items/1']], body: '' },
  ];
  assert.deepEqual(sent(CHAIN, answers), [
    'POST http://localhost:3000/login',
    'GET http://localhost:3000/items/0 Authorization Bearer t0',
    'GET http://localhost:3000/items/1 Authorization Bearer t0',
    `GET http://localhost:3000/items/1 X-Id 9007199254740993 Ada ${body}`,
  ]);
  // Before a request is sent, the next ones are as they are written.
  const { requests, errors } = prepare(CHAIN);
  assert.deepEqual(errors, []);
  assert.deepEqual(
    requests.map(({ request }) => request.url),
    ['http://localhost:3000/login', 'http://localhost:3000/items/{{$index}}', '{{twice.response.headers.location}}'],
  );
});

test('what an earlier answer has not got is said, and what it has', () => {
  const message = (
    reference: string,
    answer: EarlierAnswer | null = { headers: [['ETag', '1']], body: '{"a":{"b":[1]}}' },
  ) => sent(`# @name one\nGET /\n###\nGET /{{${reference}}}\n`, [answer]).at(-1);
  assert.match(
    message('one.response.body.a', null)!,
    /needs the answer to “one”, which has none yet; send that one first/,
  );
  assert.match(message('one.response.body.c')!, /the body has no “c”; it has a\.$/);
  assert.match(message('one.response.body.a.b[3]')!, /“a\.b” is a list of 1; count from 0/);
  assert.match(message('one.response.body.a.b.0.x')!, /“a\.b\.0” is a number, which has no parts/);
  assert.match(message('one.response.headers.location')!, /no header “location”; it has ETag/);
  assert.match(message('one.response.cookies.a')!, /an answer has “body” and “headers”/);
  assert.match(message('one.response.body.a', { headers: [], body: 'plain' })!, /is not JSON/);
  assert.match(message('one.response.body[a')!, /this is not a path/);
  assert.match(message('one')!, /“one” is a request; say what of its answer/);
  assert.equal(message('one.response.body.a.b'), 'GET http://localhost:3000/[1]');
  const later = prepare('GET /{{two.response.body.id}}\n###\n# @name two\nGET /\n');
  assert.match(later.errors[0]?.message ?? '', /no request has that name/);
});
