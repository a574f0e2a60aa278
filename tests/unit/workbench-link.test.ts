/** Links that hold a reader's changes: what is written is read, what is damaged, huge or newer is refused in words. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { addressOf, readLink, splitFragment, writeLink } from '../../src/workbench/take/link.ts';
import { LinkStore } from '../../src/workbench/take/link-store.ts';
import type { SandboxStores } from '../../src/workbench/stores/stores.ts';
import { setup } from '../support/sandbox-stores.ts';

const HTTP = `### Get one
# @name one
GET http://localhost:3000/1
`;
const FILES = { 'server.js': 'server\n', 'limiter.js': 'limiter\n', 'package.json': '{}\n' };
const stores = () => setup({ files: FILES, shown: ['server.js', 'limiter.js'], http: HTTP }).stores;

/** A sandbox in which a reader has changed something of each kind. */
function changed(): SandboxStores {
  const made = stores();
  made.files.edit('server.js', '// mine: ü 漢 🚀\n');
  made.files.create('lib/new.js', 'new\n');
  made.files.remove('limiter.js');
  made.requests.edit(0, 'DELETE http://localhost:3000/1\n');
  made.requests.edit(made.requests.add(3000).id, 'GET http://localhost:3000/mine\n');
  made.panes.open('log');
  made.panes.open('more');
  return made;
}

const pack = (json: unknown) => `1~${deflateRawSync(JSON.stringify(json)).toString('base64url')}`;
const unpack = (payload: string) =>
  JSON.parse(inflateRawSync(Buffer.from(payload.split('~')[1]!, 'base64url')).toString()) as Record<string, unknown>;

async function opened(made: SandboxStores, payload: string): Promise<LinkStore> {
  return new LinkStore(made, await readLink(payload), () => undefined);
}

test('what is written is read again, through an address', async () => {
  const payload = await writeLink(changed());
  const address = addressOf('https://example.org/book/methods/?a=1#old', 'methods/replay', payload);
  assert.match(address, /^https:\/\/example\.org\/book\/methods\/\?a=1#open=methods\/replay~1~[\w-]+$/);
  assert.deepEqual(splitFragment(new URL(address).hash), { id: 'methods/replay', payload });
  const result = await readLink(payload);
  assert.ok(result.ok);
  const { files, requests, panes } = result.contents;
  assert.deepEqual(files, {
    texts: { 'server.js': '// mine: ü 漢 🚀\n', 'lib/new.js': 'new\n' },
    removed: ['limiter.js'],
  });
  assert.deepEqual(
    [requests.changed.map(({ name }) => name), requests.added],
    [['one'], ['GET http://localhost:3000/mine\n']],
  );
  assert.deepEqual(panes, ['log'], 'menus are no panes to open');
});

test('an address of something else is no link', () => {
  for (const hash of ['', '#', '#exercise', '#open', '#open=', '#open=x', '#open=a/b/c', '#opened=a/b~1~x'])
    assert.equal(splitFragment(hash), null, hash);
  assert.deepEqual(splitFragment('#open=a/b'), { id: 'a/b', payload: '' });
});

describe('opened', () => {
  test('it changes nothing until the reader says so, then all at once; and that can be undone', async () => {
    const payload = await writeLink(changed());
    const made = stores();
    made.files.create('own.js', 'own\n');
    made.requests.add(3000);
    const before = [made.files.contents, made.requests.drafts, made.files.shown];
    const link = await opened(made, payload);
    assert.deepEqual([link.any, link.older, link.replaces, link.problem], [true, false, true, null]);
    assert.deepEqual([made.files.contents, made.requests.drafts, made.files.shown], before);
    link.use();
    assert.equal(link.any, false);
    assert.deepEqual(made.files.contents, {
      'server.js': '// mine: ü 漢 🚀\n',
      'lib/new.js': 'new\n',
      'package.json': '{}\n',
    });
    assert.deepEqual(
      made.requests.drafts.map(({ text }) => text),
      ['DELETE http://localhost:3000/1\n', 'GET http://localhost:3000/mine\n'],
    );
    assert.equal(made.panes.isOpen('log'), true);
    assert.equal(made.run.phase, 'idle', 'nothing has been started');
    made.undo.undo();
    assert.deepEqual([made.files.contents, made.requests.drafts, made.files.shown], before);
  });

  test('it can be left', async () => {
    const made = stores();
    let done = 0;
    const link = new LinkStore(made, await readLink(await writeLink(changed())), () => (done += 1));
    link.dismiss();
    assert.deepEqual([link.any, made.files.contents, done], [false, FILES, 1]);
  });

  test('it says when the book has changed since', async () => {
    const payload = await writeLink(changed());
    const made = setup({ files: { ...FILES, 'server.js': 'better\n' }, shown: ['server.js'], http: HTTP }).stores;
    assert.equal((await opened(made, payload)).older, true);
  });
});

describe('refused in a sentence', () => {
  const refusal = async (payload: string) => {
    const result = await readLink(payload);
    return result.ok ? 'read' : result.message;
  };

  test('what was cut off or changed', async () => {
    const payload = await writeLink(changed());
    for (const at of [0, 1, 2, 3, 20, payload.length - 1])
      assert.match(await refusal(payload.slice(0, at)), /damaged.*book’s own version/, `cut at ${at}`);
    assert.match(await refusal(payload.replace('~', '~%')), /damaged/);
    assert.match(await refusal(`${payload}~x`.replace('1~', '0~')), /damaged/);
  });

  test('what a newer version has written', async () => {
    assert.match(await refusal((await writeLink(changed())).replace('1~', '2~')), /newer version.*Reload/);
  });

  test('what is huge, or would become so', async () => {
    assert.match(await refusal(`1~${'A'.repeat(200_001)}`), /too long/);
    const bomb = { ...unpack(await writeLink(changed())), files: { 'a.js': ' '.repeat(5_000_000) } };
    assert.ok(pack(bomb).length < 20_000, 'small as it comes');
    assert.match(await refusal(pack(bomb)), /too large/);
  });

  test('what is none of ours', async () => {
    const whole = unpack(await writeLink(changed()));
    assert.equal(await refusal(pack(whole)), 'read');
    for (const part of [
      null,
      [],
      { ...whole, files: [] },
      { ...whole, files: { 'server.js': 7 } },
      { ...whole, files: { '../out.js': '' } },
      { ...whole, files: { 'node_modules/express/index.js': '' } },
      { ...whole, files: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`${at}.js`, ''])) },
      { ...whole, removed: 'server.js' },
      { ...whole, panes: [{}] },
      { ...whole, version: undefined },
      { ...whole, requests: { changed: [{ name: 'one' }], added: [] } },
      { ...whole, requests: { changed: [], added: [1] } },
    ])
      assert.match(await refusal(pack(part)), /damaged/, JSON.stringify(part));
  });

  test('anything else, never with an error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => pack(JSON.parse(json))),
        ),
        async (payload) => {
          assert.match(await refusal(payload), /damaged|newer|too l/);
        },
      ),
      { numRuns: 300 },
    );
  });
});
