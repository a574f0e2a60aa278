/** The archive in which a directory tree is sent to a process, and the file system into which it is mounted. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { packArchive, readArchive, type Archive } from '../../src/engine/archive.ts';
import { FileSystem } from '../../src/engine/embedded/worker/vfs/file-system.ts';

const join = (archive: Archive): Uint8Array => Uint8Array.from(Buffer.concat(packArchive(archive)));

describe('archive', () => {
  test('gives back what was put in', () => {
    const file = fc.record(
      { path: fc.string(), mode: fc.nat(0o777), modified: fc.nat(), contents: fc.uint8Array() },
      { noNullPrototype: true },
    );
    const link = fc.record({ path: fc.string(), target: fc.string() }, { noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(file), fc.array(link), fc.array(fc.string()), (files, links, directories) => {
        assert.deepEqual(readArchive(join({ files, links, directories })), { files, links, directories });
      }),
      { numRuns: 200 },
    );
  });

  test('copies no contents', () => {
    const bytes = join({
      files: [{ path: '/a', mode: 0o644, modified: 0, contents: Uint8Array.of(1, 2, 3) }],
      links: [],
      directories: [],
    });
    assert.equal(readArchive(bytes).files[0]?.contents.buffer, bytes.buffer);
  });

  test('says what is wrong with bytes that are none', () => {
    const whole = join({
      files: [{ path: '/a', mode: 0o644, modified: 0, contents: Uint8Array.of(1, 2, 3) }],
      links: [],
      directories: [],
    });
    assert.throws(() => readArchive(new TextEncoder().encode('<!doctype html>')), /not an archive/);
    assert.throws(() => readArchive(whole.subarray(0, 12)), /before its index/);
    assert.throws(() => readArchive(whole.subarray(0, -1)), /before its files/);
  });
});

describe('mounting', () => {
  const files = new FileSystem({ now: () => 5000, output: () => {} });
  files.mount('/p/a.js', Uint8Array.of(104, 105), 0o755, 1234);
  files.mountLink('/p/link.js', 'a.js');
  files.mountLink('/q', '/p');

  test('keeps permissions and times', () => {
    const { mode, modified } = files.stat('/p/a.js');
    assert.equal(mode & 0o777, 0o755);
    assert.deepEqual(modified, { seconds: 1, nanoseconds: 234_000_000 });
  });

  test('keeps symbolic links', () => {
    assert.equal(files.readlink('/p/link.js'), 'a.js');
    assert.equal(files.realpath('/q/link.js'), '/p/a.js');
  });
});
