/** A reader's progress is kept, whatever state the browser's storage is in. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PROGRESS_KEY, ProgressStore, readProgress } from '../../src/workbench/progress/progress.ts';

/** A stand-in for a browser's storage, which can be full. */
class FakeStorage implements Storage {
  readonly items = new Map<string, string>();
  full = false;
  get length(): number {
    return this.items.size;
  }
  key = (index: number) => [...this.items.keys()][index] ?? null;
  getItem = (key: string) => this.items.get(key) ?? null;
  removeItem = (key: string) => void this.items.delete(key);
  clear = () => this.items.clear();
  setItem(key: string, value: string): void {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.items.set(key, value);
  }
}

describe('progress', () => {
  test('is there again in the next visit', () => {
    const storage = new FakeStorage();
    let now = 1000;
    const first = new ProgressStore(storage, () => now++);
    first.predict('methods', 'what-happens', '200');
    first.predict('methods', 'and-then', '100');
    first.predict('methods', 'and-then', null);
    first.markRun('methods', 'methods/replay');
    first.markRun('methods', 'methods/replay');
    first.markRead('indexes');
    first.markSolved('indexes');
    first.markSection('methods', 'safe');
    const next = new ProgressStore(storage);
    assert.deepEqual(next.chapter('methods'), {
      read: false,
      run: ['methods/replay'],
      predicted: { 'what-happens': '200' },
      solved: false,
      section: 'safe',
      at: 1006,
    });
    const indexes = { read: true, run: [], predicted: {}, solved: true, section: null, at: 1005 };
    assert.deepEqual(next.chapter('indexes'), indexes);
    assert.deepEqual(next.chapters, ['methods', 'indexes']);
    assert.equal(next.problem, null);
    next.clear();
    assert.deepEqual(new ProgressStore(storage).chapters, []);
  });

  test('of two tabs neither undoes the other’s', () => {
    const storage = new FakeStorage();
    const one = new ProgressStore(storage);
    const other = new ProgressStore(storage);
    one.predict('methods', 'a', '1');
    other.predict('methods', 'b', '2');
    one.markRead('indexes');
    assert.deepEqual(new ProgressStore(storage).chapter('methods').predicted, { a: '1', b: '2' });
  });

  test('holds as long as the page where nothing can be stored, and says so', () => {
    const storage = new FakeStorage();
    storage.full = true;
    const full = new ProgressStore(storage);
    full.predict('methods', 'a', '1');
    full.predict('methods', 'b', '2');
    assert.deepEqual(full.chapter('methods').predicted, { a: '1', b: '2' });
    assert.match(full.problem ?? '', /storage for the page is full or forbidden/);
    const none = new ProgressStore(null);
    none.markRead('methods');
    assert.equal(none.chapter('methods').read, true);
    assert.match(none.problem ?? '', /keeps nothing for this page/);
  });

  test('what was done is not written again, and can be taken back', () => {
    const store = new ProgressStore(new FakeStorage(), () => 7);
    store.markRead('methods', false);
    assert.deepEqual(store.chapters, [], 'nothing to take back');
    store.markRead('methods');
    store.markRead('methods', false);
    assert.equal(store.chapter('methods').read, false);
  });

  test('what another tab has written is there after a reload of the store', () => {
    const storage = new FakeStorage();
    const one = new ProgressStore(storage);
    new ProgressStore(storage).markRead('methods');
    assert.deepEqual(one.chapters, []);
    one.reload();
    assert.deepEqual(one.chapters, ['methods']);
    storage.full = true;
    one.markRead('indexes');
    one.reload();
    assert.deepEqual(one.chapters, ['methods', 'indexes'], 'what could not be stored is only here');
  });

  test('a newer version’s is left as it is', () => {
    const storage = new FakeStorage();
    const text = '{"version":2,"chapters":{"methods":{"read":true}}}';
    storage.setItem(PROGRESS_KEY, text);
    const store = new ProgressStore(storage);
    store.markRead('indexes');
    assert.equal(store.chapter('indexes').read, true);
    assert.equal(storage.getItem(PROGRESS_KEY), text);
    assert.match(store.problem ?? '', /A newer version of this book/);
  });

  test('what is damaged is left out, the rest is read', () => {
    for (const text of [null, '', '{', '[]', 'null', '{"version":1}', '{"version":1,"chapters":[1]}'])
      assert.deepEqual(readProgress(text), {}, String(text));
    const damaged = {
      version: 1,
      chapters: {
        a: 7,
        b: { read: 'yes', run: ['x', 3], predicted: { p: '1', q: 2 }, solved: true, section: 's', at: -1 },
        c: { run: {}, section: 4, at: '5' },
      },
    };
    assert.deepEqual(readProgress(JSON.stringify(damaged)), {
      b: { read: false, run: ['x'], predicted: { p: '1' }, solved: true, section: 's', at: 0 },
      c: { read: false, run: [], predicted: {}, solved: false, section: null, at: 0 },
    });
    const storage = new FakeStorage();
    storage.setItem(PROGRESS_KEY, '{{{');
    new ProgressStore(storage).markRead('a');
    assert.deepEqual(new ProgressStore(storage).chapters, ['a']);
  });
});
