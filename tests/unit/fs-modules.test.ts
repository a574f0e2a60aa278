import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { createFsBinding } from '../../src/engine/embedded/worker/bindings/fs/index.ts';
import { describeError } from '../support/fs-pair.ts';
import { FileSystem } from '../../src/engine/embedded/worker/vfs/file-system.ts';
import { loadNodeLibrary } from '../support/node-library.ts';
import { requireInternals } from '../support/with-internals.ts';

requireInternals(import.meta.filename);

interface ModuleFunctions {
  internalModuleStat(path: string): number;
  getFormatOfExtensionlessFile(path: string): number;
  legacyMainResolve(directory: string, main: string | undefined, base: string | undefined): number;
}

test('what the module loaders ask is answered as in Node', () => {
  const base = mkdtempSync(join(tmpdir(), 'fs-modules-'));
  const files: Record<string, string | Buffer> = {
    'plain/index.js': '',
    'json/index.json': '{}',
    'addon/index.node': '',
    'main/lib/entry.js': '',
    'folder/lib/index.json': '',
    'empty/readme': '',
    'both/index.js': '',
    'both/index.json': '',
    'both/lib.js': '',
    'both/lib/index.js': '',
    program: 'console.log(1)',
    binary: Buffer.from([0, 0x61, 0x73, 0x6d, 1]),
    short: Buffer.from([0, 0x61]),
  };
  const fileSystem = new FileSystem({ now: () => 0, output: () => {} });
  try {
    for (const [name, contents] of Object.entries(files)) {
      mkdirSync(dirname(join(base, name)), { recursive: true });
      writeFileSync(join(base, name), contents);
      fileSystem.mount(join(base, name), contents);
    }
    symlinkSync('plain', join(base, 'link'));
    fileSystem.symlink('plain', join(base, 'link'));
    const { internalBinding } = createRequire(import.meta.url)('internal/test/binding') as {
      internalBinding(name: string): ModuleFunctions;
    };
    const { context } = loadNodeLibrary(
      () => false,
      () => ({}),
    );
    const ours = createFsBinding(context, fileSystem) as unknown as ModuleFunctions;
    const real = internalBinding('fs');
    const both = (call: (binding: ModuleFunctions) => unknown) => {
      const outcome = (binding: ModuleFunctions) => {
        try {
          return call(binding);
        } catch (error) {
          return describeError(error);
        }
      };
      assert.deepEqual(outcome(ours), outcome(real));
    };
    for (const name of [
      '',
      'plain',
      'plain/index.js',
      'link',
      'link/index.js',
      'none',
      'program/x',
      'binary',
      'short',
    ]) {
      both((binding) => binding.internalModuleStat(join(base, name)));
      both((binding) => binding.getFormatOfExtensionlessFile(join(base, name)));
    }
    for (const name of ['plain', 'json', 'addon', 'main', 'folder', 'empty', 'both', 'link', 'none']) {
      for (const main of [undefined, 'lib', 'lib/entry', './lib/', 'lib/entry.js', 'none', '../program']) {
        for (const importer of ['file:///importer.js', undefined]) {
          both((binding) => binding.legacyMainResolve(`${join(base, name)}/`, main, importer));
        }
      }
    }
  } finally {
    rmSync(base, { recursive: true });
  }
});
