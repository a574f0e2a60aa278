/** Changes of files from one visit to the next: brought back, offered for a choice, or reported as lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FilesStore } from '../../src/workbench/stores/files.ts';
import { KeptStore, type KeptRecord, type Shelf } from '../../src/workbench/stores/kept.ts';
import { RequestsStore } from '../../src/workbench/stores/requests.ts';
import { StoredValues } from '../../src/workbench/stores/stored-values.ts';
import { UndoStore } from '../../src/workbench/stores/undo.ts';
import { versionOf } from '../../src/workbench/stores/version-of.ts';
import { writtenAhead } from '../../src/workbench/stores/written-ahead.ts';

class MapShelf implements Shelf {
  readonly records = new Map<string, KeptRecord>();
  /** The error with which the shelf fails; null while it works. */
  error: Error | null = null;
  async read(sandbox: string) {
    if (this.error !== null) throw this.error;
    return structuredClone(this.records.get(sandbox));
  }
  async write(sandbox: string, record: KeptRecord | null) {
    if (this.error !== null) throw this.error;
    if (record === null) this.records.delete(sandbox);
    else this.records.set(sandbox, structuredClone(record));
  }
}

const BOOK = { 'server.js': 'server\n', 'limiter.js': 'limiter\n', 'package.json': '{}\n' };

/** A visit to the sandbox, as the author has it at that time. */
async function visit(shelf: Shelf, book: Readonly<Record<string, string>> = BOOK) {
  const undo = new UndoStore();
  const files = new FilesStore(book, ['server.js', 'limiter.js'], undo);
  const kept = new KeptStore('a/b', book, files, undo, shelf, new RequestsStore(null));
  await kept.begin();
  return { files, kept, undo };
}

test('changes come back at the next visit, and go when the files are the book’s again', async () => {
  const shelf = new MapShelf();
  const first = await visit(shelf);
  assert.equal(first.kept.any, false);
  first.files.edit('server.js', 'mine\n');
  first.files.create('new.js', 'new\n');
  first.files.remove('limiter.js');
  await first.kept.flush();
  const second = await visit(shelf);
  assert.deepEqual(second.files.contents, { 'server.js': 'mine\n', 'new.js': 'new\n', 'package.json': '{}\n' });
  assert.deepEqual(second.files.shown, ['server.js', 'new.js']);
  assert.deepEqual(Object.keys(second.kept.restored!.texts), ['server.js', 'new.js']);
  second.kept.noted();
  assert.equal(second.kept.any, false);
  second.files.reset();
  await second.kept.flush();
  assert.equal(shelf.records.size, 0);
});

test('what is written while the browser has not yet said what it kept is kept, too', async () => {
  const shelf = new MapShelf();
  const undo = new UndoStore();
  const files = new FilesStore(BOOK, ['server.js'], undo);
  const kept = new KeptStore('a/b', BOOK, files, undo, shelf, new RequestsStore(null));
  const begun = kept.begin();
  files.edit('server.js', 'mine\n');
  await begun;
  await kept.flush();
  assert.equal((await visit(shelf)).files.text('server.js'), 'mine\n');
});

test('what a page could not finish to write before it was left is there at the next visit', async () => {
  const values = new StoredValues(null);
  const indexed = new MapShelf();
  const left = writtenAhead({ read: (sandbox) => indexed.read(sandbox), write: () => new Promise(() => {}) }, values);
  const first = await visit(left);
  first.files.edit('server.js', 'mine\n');
  void first.kept.flush();
  const shelf = writtenAhead(indexed, values);
  const second = await visit(shelf);
  assert.equal(second.files.text('server.js'), 'mine\n');
  second.files.edit('server.js', 'mine, later\n');
  await second.kept.flush();
  assert.equal((await visit(indexed)).files.text('server.js'), 'mine, later\n');
  indexed.error = new Error('full');
  second.files.edit('server.js', 'lost\n');
  await second.kept.flush();
  indexed.error = null;
  assert.equal((await visit(shelf)).files.text('server.js'), 'mine, later\n', 'as the reader was told');
});

test('the book’s files in place of what has come back: can be undone', async () => {
  const shelf = new MapShelf();
  const first = await visit(shelf);
  first.files.edit('server.js', 'mine\n');
  await first.kept.flush();
  const { files, kept, undo } = await visit(shelf);
  kept.useBook();
  assert.deepEqual([files.edited, kept.restored], [false, null]);
  undo.undo();
  assert.equal(files.text('server.js'), 'mine\n');
});

test('when the author’s files have changed, these are shown and the reader chooses', async () => {
  const shelf = new MapShelf();
  const before = await visit(shelf);
  before.files.edit('server.js', 'mine\n');
  await before.kept.flush();
  const book = { ...BOOK, 'server.js': 'better\n' };

  const later = await visit(shelf, book);
  assert.deepEqual([later.files.text('server.js'), later.kept.earlier?.texts], ['better\n', { 'server.js': 'mine\n' }]);
  later.files.edit('limiter.js', 'meanwhile\n');
  await later.kept.flush();

  const again = await visit(shelf, book);
  assert.equal(again.files.text('limiter.js'), 'meanwhile\n', 'what is done now is kept');
  assert.equal(again.kept.earlier?.texts['server.js'], 'mine\n', 'and the choice stays open');
  await again.kept.useEarlier();
  assert.deepEqual([again.files.text('server.js'), again.kept.earlier], ['mine\n', null]);
  again.undo.undo();
  assert.equal(again.files.text('server.js'), 'better\n');
});

test('earlier changes that are given up can be had back', async () => {
  const shelf = new MapShelf();
  const before = await visit(shelf);
  before.files.edit('server.js', 'mine\n');
  await before.kept.flush();
  const book = { ...BOOK, 'server.js': 'better\n' };
  const { kept, undo } = await visit(shelf, book);
  await kept.dropEarlier();
  assert.deepEqual([kept.earlier, shelf.records.size], [null, 0]);
  undo.undo();
  assert.equal(kept.earlier?.texts['server.js'], 'mine\n');
  await Promise.resolve();
  assert.equal((await visit(shelf, book)).kept.earlier?.texts['server.js'], 'mine\n');
});

const HTTP = `### Get one
# @name one
GET http://localhost:3000/1

### Get two
# @name two
GET http://localhost:3000/2
`;

/** A visit to a sandbox that offers requests. */
async function visitRequests(shelf: Shelf, http = HTTP) {
  const undo = new UndoStore();
  const requests = new RequestsStore(http);
  const kept = new KeptStore('a/b', BOOK, new FilesStore(BOOK, ['server.js'], undo), undo, shelf, requests);
  await kept.begin();
  return { kept, requests, undo };
}
const texts = ({ drafts }: RequestsStore) => drafts.map(({ text }) => text.trim());

test('requests that were changed and added come back, and can be the book’s again', async () => {
  const shelf = new MapShelf();
  const first = await visitRequests(shelf);
  first.requests.edit(1, 'DELETE http://localhost:3000/2\n');
  first.requests.edit(first.requests.add(3000).id, 'GET http://localhost:3000/mine\n');
  await first.kept.flush();
  const { kept, requests, undo } = await visitRequests(shelf);
  const mine = ['GET http://localhost:3000/1', 'DELETE http://localhost:3000/2', 'GET http://localhost:3000/mine'];
  assert.deepEqual(texts(requests), mine);
  assert.deepEqual([kept.any, kept.restored, kept.restoredRequests?.added.length], [true, null, 1]);
  kept.useBook();
  assert.deepEqual(texts(requests), ['GET http://localhost:3000/1', 'GET http://localhost:3000/2']);
  await kept.flush();
  assert.equal(shelf.records.size, 0);
  undo.undo();
  assert.deepEqual(texts(requests), mine);
  await kept.flush();
  assert.deepEqual(texts((await visitRequests(shelf)).requests), mine);
});

test('a change of a request that the author has written anew is one of the reader’s own', async () => {
  const shelf = new MapShelf();
  const first = await visitRequests(shelf);
  first.requests.edit(0, 'DELETE http://localhost:3000/1\n');
  first.requests.edit(1, 'DELETE http://localhost:3000/2\n');
  await first.kept.flush();
  const { requests } = await visitRequests(shelf, HTTP.replace('3000/2', '3000/two'));
  assert.deepEqual(texts(requests), [
    'DELETE http://localhost:3000/1',
    'GET http://localhost:3000/two',
    'DELETE http://localhost:3000/2',
  ]);
  assert.deepEqual(
    requests.drafts.map(({ original }) => original === null),
    [false, false, true],
  );
});

test('requests that will be lost are said to be', async () => {
  const shelf = new MapShelf();
  shelf.error = new DOMException('Full.', 'QuotaExceededError');
  const { kept, requests } = await visitRequests(shelf);
  assert.equal(kept.trouble, null);
  requests.add(3000);
  await kept.flush();
  assert.match(kept.trouble ?? '', /storage for this site is full/);
});

test('a browser that keeps nothing, or no more, says so once there is something to lose', async () => {
  const shelf = new MapShelf();
  shelf.error = new Error('A mutation operation was attempted on a database that did not allow mutations.');
  const { files, kept } = await visit(shelf);
  assert.equal(kept.any, false);
  files.edit('server.js', 'mine\n');
  assert.match(kept.trouble ?? '', /will be gone when you leave this page.*private window/);
  shelf.error = new DOMException('Full.', 'QuotaExceededError');
  files.edit('server.js', 'more\n');
  await kept.flush();
  assert.match(kept.trouble ?? '', /storage for this site is full/);
  shelf.error = null;
  files.edit('server.js', 'less\n');
  await kept.flush();
  assert.equal(kept.trouble, null);
});

test('the version of files follows from their names and texts, not from their order', () => {
  assert.equal(versionOf({ a: '1', b: '2' }), versionOf({ b: '2', a: '1' }));
  const others: Record<string, string>[] = [
    {},
    { a: '1' },
    { a: '2' },
    { b: '1' },
    { a: '1', b: '' },
    { 'a","1"],["b': '' },
  ];
  const versions = others.map(versionOf);
  assert.equal(new Set(versions).size, versions.length);
});
