import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { createZlibBinding } from '../../src/engine/embedded/worker/bindings/zlib/full.ts';
import { createVirtualFs } from '../support/fs-pair.ts';
import { loadNodeLibrary } from '../support/node-library.ts';
import { requireInternals } from '../support/with-internals.ts';

requireInternals(import.meta.filename);

const storage = new AsyncLocalStorage<string>();

/** The storage's value in a callback that is set up inside `run` and called outside of any context. */
function seenBy(start: (callback: () => void) => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    storage.run('context', () => start(() => resolve(storage.getStore())));
  });
}

test('callbacks of fs and zlib run in the async context of who called', async () => {
  // the event loop of this test forgets the context, as a browser's does
  const real = globalThis.setImmediate;
  globalThis.setImmediate = ((callback: () => void) => real(() => storage.exit(callback))) as never;
  try {
    const { fs } = createVirtualFs();
    const zlib = loadNodeLibrary(
      (id) => id === 'zlib',
      (context) => ({ zlib: createZlibBinding(context) }),
    ).require('zlib') as typeof import('node:zlib');
    assert.equal(await seenBy((callback) => fs.writeFile('/tmp/f', 'x', callback)), 'context');
    assert.equal(await seenBy((callback) => fs.readFile('/tmp/f', callback)), 'context');
    assert.equal(await seenBy((callback) => fs.stat('/tmp/none', callback)), 'context');
    assert.equal(await seenBy((callback) => fs.opendir('/tmp', (_error, dir) => dir.close(callback))), 'context');
    assert.equal(await seenBy((callback) => void fs.promises.readFile('/tmp/f').then(callback)), 'context');
    assert.equal(await seenBy((callback) => zlib.gzip('x', callback)), 'context');
    assert.equal(await seenBy((callback) => zlib.gunzip(Buffer.from('not gzip'), callback)), 'context');
    assert.equal(
      await seenBy((callback) => {
        const watcher = fs.watch('/tmp', () => {
          watcher.close();
          callback();
        });
        storage.exit(() => fs.writeFileSync('/tmp/f', 'changed'));
      }),
      'context',
    );
  } finally {
    globalThis.setImmediate = real;
  }
});
