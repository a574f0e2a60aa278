/** The replacements of modules in bundles behave as the modules do. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { bundlePackage } from '../../src/build/engine/packages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** The exports of a package's bundle. */
async function bundled<Exports>(name: string): Promise<Exports> {
  const { files } = await bundlePackage(name, root, [name]);
  const module = { exports: {} };
  const run = new Function('module', 'exports', 'require', files['index.cjs'] ?? '') as (...args: unknown[]) => void;
  run(module, module.exports, require);
  return module.exports as Exports;
}

test('mime-types with tables made ahead knows what mime-types knows', async () => {
  interface MimeTypes {
    readonly types: object;
    readonly extensions: object;
    contentType(type: string): string | false;
  }
  const [own, real] = [await bundled<MimeTypes>('mime-types'), require('mime-types') as MimeTypes];
  assert.deepEqual(Object.entries(own.types), Object.entries(real.types));
  assert.deepEqual(Object.entries(own.extensions), Object.entries(real.extensions));
  const types = Object.keys(require('mime-db') as object);
  assert.ok(types.length > 2000);
  assert.deepEqual(types.map(own.contentType), types.map(real.contentType));
});

test('packages that look further into mime-db find all of it', async () => {
  const compressible = await bundled<(type: string) => boolean>('compressible');
  assert.equal(compressible('application/json'), true);
  assert.equal(compressible('application/zip'), false);
});

test('what stands for side-channel keeps values under keys of any kind', async () => {
  interface Channel {
    assert(key: unknown): void;
    delete(key: unknown): boolean;
    get(key: unknown): unknown;
    has(key: unknown): boolean;
    set(key: unknown, value: unknown): void;
  }
  const used = (channel: Channel) => {
    const keys = [{}, () => {}, 'text', 5, Number.NaN, null, undefined, Symbol.iterator];
    const seen: unknown[] = [];
    for (const key of keys) {
      seen.push(channel.has(key), channel.get(key), channel.set(key, typeof key), channel.has(key), channel.get(key));
      seen.push(channel.assert(key), channel.delete(key), channel.delete(key), channel.get(key));
      try {
        channel.assert(key);
      } catch (error) {
        seen.push(String(error));
      }
    }
    return seen;
  };
  // esbuild replaces modules that packages import: side-channel is tested through qs, which stringifies a cycle.
  interface Qs {
    stringify(value: object): string;
  }
  const { stringify } = await bundled<Qs>('qs');
  const cycle: { self?: object } = {};
  cycle.self = cycle;
  assert.throws(() => stringify(cycle), /Cyclic object value/);
  const value = { a: { b: [1, 2] }, c: null };
  assert.equal(stringify(value), (require('qs') as Qs).stringify(value));
  const side = await bundled<() => Channel>('side-channel');
  assert.deepEqual(used(side()), used((require('side-channel') as () => Channel)()));
});
