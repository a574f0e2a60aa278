import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHttpFile } from '../../src/sandbox/http-file.ts';
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
  assert.match(refusal('http://localhost:3000/{{login.response.body.id}}'), /refers to an earlier answer/);
});
