/** A copied command sends what the workbench sent: real `sh`, real `curl`, real `fetch`, odd bodies. */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { PreparedRequest } from '../../src/sandbox/http-request.ts';
import { asCurl, asFetch } from '../../src/workbench/panes/answer/copy-as.ts';

const run = promisify(execFile);

/** The arguments of `curl` as a shell reads them. */
function words(command: string): string[] {
  const { stdout } = spawnSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], { encoding: 'buffer' });
  return stdout.toString('utf8').split('\0').slice(0, -1);
}

const request = (own: Partial<PreparedRequest>): PreparedRequest => ({
  port: 3000,
  method: 'POST',
  path: '/',
  url: 'http://localhost:3000/',
  headers: [],
  ...own,
});

const ODD = [
  "it's",
  '"a" $HOME `id` $(id) \\ \\\\ !! # ~ * ? [x] {a,b}',
  "''",
  '\n\nline\r\n',
  "'\\''",
  '@/etc/passwd',
  '-x',
  'é 😀',
  '',
];

test('a shell reads every body and header as it is', () => {
  for (const text of ODD) {
    const args = words(asCurl(request({ body: text, headers: [['X-Odd', text.replaceAll(/[\r\n]/g, ' ')]] })));
    assert.equal(args[args.indexOf('--data-raw') + 1], text);
    const header = text.replaceAll(/[\r\n]/g, ' ');
    assert.ok(args.includes(header === '' ? 'X-Odd;' : `X-Odd: ${header}`), JSON.stringify(args));
  }
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0')),
      (text) => {
        const args = words(asCurl(request({ body: text })));
        assert.equal(args[args.indexOf('--data-raw') + 1], text);
      },
    ),
    { seed: 3000, numRuns: 60 },
  );
});

test('the method is named only where curl would take another', () => {
  assert.equal(asCurl(request({ method: 'GET' })), 'curl --include --globoff --path-as-is http://localhost:3000/\n');
  assert.match(asCurl(request({ method: 'HEAD' })), /--head$/m);
  assert.doesNotMatch(asCurl(request({ body: '{}' })), /--request/);
  assert.match(asCurl(request({ method: 'PUT', body: '{}' })), /--request PUT/);
  assert.match(asCurl(request({})), /--request POST/);
});

describe('sent', () => {
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () =>
      response.end(
        JSON.stringify([
          incoming.method,
          incoming.url,
          incoming.headers['x-odd'],
          incoming.headers['content-type'],
          Buffer.concat(parts).toString(),
        ]),
      ),
    );
  });
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => server.close());

  const requests = (): PreparedRequest[] =>
    ODD.map((body) => {
      const { port } = server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/a/../[b]?{c}&d='`;
      const headers: PreparedRequest['headers'] = [
        ['Content-Type', 'text/plain'],
        ['X-Odd', "it's $HOME"],
      ];
      return request({ port, url, headers, body, method: 'PUT' });
    });

  test('by curl, byte for byte', { skip: spawnSync('curl', ['--version']).error && 'there is no curl' }, async () => {
    for (const each of requests()) {
      const { stdout } = await run('sh', ['-c', asCurl(each)]);
      const answer = JSON.parse(stdout.slice(stdout.indexOf('\r\n\r\n'))) as unknown;
      assert.deepEqual(answer, ['PUT', "/a/../[b]?{c}&d='", "it's $HOME", 'text/plain', each.body]);
    }
  });

  test('by fetch, in a module of Node', async () => {
    for (const each of requests()) {
      const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', asFetch(each)]);
      const answer = JSON.parse(stdout.slice(stdout.indexOf(' ') + 1)) as string[];
      assert.deepEqual([answer[0], ...answer.slice(2)], ['PUT', "it's $HOME", 'text/plain', each.body]);
    }
  });
});
