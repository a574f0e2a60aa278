import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, createVirtualFs, type Fs } from '../support/fs-pair.ts';
import { requireInternals } from '../support/with-internals.ts';

requireInternals(import.meta.filename);

function plant(fs: Fs, base: string): void {
  for (const name of ['src/a/b', 'src/empty', 'dest']) fs.mkdirSync(`${base}/${name}`, { recursive: true });
  fs.writeFileSync(`${base}/src/one`, '1', { mode: 0o640 });
  fs.writeFileSync(`${base}/src/a/two`, '22');
  fs.writeFileSync(`${base}/src/a/b/three`, '333');
  fs.symlinkSync('../one', `${base}/src/a/link`);
  fs.symlinkSync(`${base}/src/a`, `${base}/src/folder`);
  fs.utimesSync(`${base}/src/one`, 1000, 2000);
}

function list(fs: Fs, base: string): unknown[] {
  return (fs.readdirSync(base, { recursive: true }) as string[]).sort().map((name) => {
    const path = `${base}/${name}`;
    const stats = fs.lstatSync(path);
    if (stats.isSymbolicLink()) return [name, fs.readlinkSync(path)];
    if (stats.isDirectory()) return [name, stats.mode];
    return [name, stats.mode, fs.readFileSync(path, 'utf8'), stats.mtimeMs < 1e9 ? stats.mtimeMs : 'now'];
  });
}

test('opendir: order of closing, recursion, buffers, errors, the three styles', async () => {
  await compare(async ({ fs, base, log, attempt }) => {
    plant(fs, base);
    const sorted = (entries: { name: string; parentPath: string }[]) =>
      entries.map(({ name, parentPath }) => `${parentPath}/${name}`).sort();
    for (const options of [{}, { bufferSize: 1 }, { recursive: true }]) {
      const dir = fs.opendirSync(`${base}/src`, options);
      const seen = [];
      for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) seen.push(entry);
      log(sorted(seen), dir.path);
      dir.closeSync();
      await attempt(() => dir.readSync());
      await attempt(() => dir.close());
      const iterated = [];
      for await (const entry of await fs.promises.opendir(`${base}/src`, options)) iterated.push(entry);
      log(sorted(iterated));
    }
    const dir = await fs.promises.opendir(`${base}/src/empty`);
    log(await dir.read());
    await dir.close();
    await attempt(() => fs.promises.opendir(`${base}/none`));
    await attempt(() => fs.opendirSync(`${base}/none`));
    await attempt(() => fs.opendirSync(`${base}/src/one`));
    await attempt(() => fs.promises.opendir(`${base}/src/one`));
  });
});

test('readdir: encodings, types, recursion', async () => {
  await compare(async ({ fs, base, attempt }) => {
    plant(fs, base);
    fs.writeFileSync(`${base}/src/grüße ☃`, '');
    for (const options of [
      'utf8',
      'hex',
      'latin1',
      'buffer',
      { encoding: 'base64' },
      { withFileTypes: true },
      { withFileTypes: true, recursive: true },
      { recursive: true },
      { encoding: 'buffer', withFileTypes: true },
      { encoding: 'nonsense' },
    ] as never[]) {
      await attempt(() => fs.readdirSync(`${base}/src`, options));
      await attempt(() => fs.promises.readdir(`${base}/src`, options));
    }
    await attempt(() => fs.readdirSync(Buffer.from(`${base}/src`)));
    await attempt(() => fs.readlinkSync(`${base}/src/a/link`, 'buffer'));
    await attempt(() => fs.realpathSync.native(`${base}/src/folder/link`));
    await attempt(() => fs.realpathSync(`${base}/src/folder/link`, 'hex'));
    await attempt(() => fs.promises.realpath(`${base}/src/folder/none`));
  });
});

test('cp: options, merging, and what it refuses', async () => {
  const options: import('node:fs').CopySyncOptions[] = [
    { recursive: true },
    {},
    { recursive: true, force: false },
    { recursive: true, force: false, errorOnExist: true },
    { recursive: true, dereference: true },
    { recursive: true, verbatimSymlinks: true },
    { recursive: true, preserveTimestamps: true },
    { recursive: true, filter: (source) => !source.endsWith('two') },
  ];
  for (const option of options) {
    for (const prepare of [() => {}, (fs: Fs, base: string) => fs.writeFileSync(`${base}/dest/one`, 'there already')]) {
      await compare(async ({ fs, base, log, attempt }) => {
        plant(fs, base);
        prepare(fs, base);
        await attempt(() => fs.cpSync(`${base}/src`, `${base}/dest`, option));
        // which files are there after an error depends on the order of the disk's directory
        if (option.errorOnExist) fs.rmSync(`${base}/dest`, { recursive: true });
        log(list(fs, base));
        await attempt(() => fs.cpSync(`${base}/src`, `${base}/new/deep`, option));
        await attempt(() => fs.cpSync(`${base}/src/one`, `${base}/copy`, option));
        await attempt(() => fs.cpSync(`${base}/src/one`, `${base}/copy`, option));
        log(list(fs, base));
      });
      await compare(async ({ fs, base, log, attempt }) => {
        plant(fs, base);
        prepare(fs, base);
        await attempt(() => fs.promises.cp(`${base}/src`, `${base}/dest`, option));
        if (option.errorOnExist) fs.rmSync(`${base}/dest`, { recursive: true });
        log(list(fs, base));
      });
    }
  }
  await compare(async ({ fs, base, attempt }) => {
    plant(fs, base);
    const pairs = [
      ['src', 'src'],
      ['src', 'src/a/inside'],
      ['src', 'src/one'],
      ['src/one', 'dest'],
      ['none', 'x'],
      ['src/one', 'src/one'],
      ['src/folder', 'dest/link'],
    ];
    for (const [from, to] of pairs) {
      await attempt(() => fs.cpSync(`${base}/${from}`, `${base}/${to}`, { recursive: true }));
      await attempt(() => fs.promises.cp(`${base}/${from}`, `${base}/${to}`, { recursive: true }));
    }
  });
});

test('stat: times, bigint, encodings of time', async () => {
  await compare(async ({ fs, base, log }) => {
    const file = `${base}/f`;
    fs.writeFileSync(file, 'x'.repeat(5000));
    for (const time of [0, 1, 1.5, 1_700_000_000.123, 1_700_000_000.999_999]) {
      fs.utimesSync(file, time, time);
      const { atimeMs, mtimeMs, mtime, size, blocks, blksize } = fs.statSync(file);
      const { mtimeNs, atimeMs: big } = fs.statSync(file, { bigint: true });
      log(time, atimeMs, mtimeMs, mtime.toISOString(), size, blocks, blksize, mtimeNs, big);
    }
    fs.utimesSync(file, new Date(1e12), '1234.5');
    log(fs.statSync(file).atimeMs, (await fs.promises.stat(file, { bigint: true })).mtimeMs);
    log(await new Promise((resolve) => fs.stat(file, { bigint: true }, (_error, stats) => resolve(stats?.mtimeNs))));
    const other = fs.statSync(base);
    log(fs.statSync(file).ino === other.ino, fs.statSync(file).dev === other.dev);
  });
});

test('mkdtemp makes a directory of its own each time', async () => {
  await compare(async ({ fs, base, log, attempt }) => {
    const made = [fs.mkdtempSync(`${base}/t-`), await fs.promises.mkdtemp(`${base}/t-`)];
    log(
      made.map((path) => path.replace(/[A-Za-z0-9]{6}$/, '…')),
      new Set(made).size,
      fs.statSync(made[0] as string).mode,
    );
    await attempt(() => fs.mkdtempSync(`${base}/none/t-`));
    using disposable = fs.mkdtempDisposableSync(`${base}/d-`);
    fs.writeFileSync(`${disposable.path}/f`, '');
    log(fs.existsSync(disposable.path));
    disposable.remove();
    log(fs.existsSync(disposable.path));
  });
});

test('exists, access and wrong modes', async () => {
  await compare(async ({ fs, base, log, attempt }) => {
    fs.writeFileSync(`${base}/f`, '');
    for (const name of ['f', 'none', 'f/x', '']) {
      log(fs.existsSync(`${base}/${name}`), await new Promise((resolve) => fs.exists(`${base}/${name}`, resolve)));
    }
    log(fs.existsSync(''), fs.existsSync(null as never), fs.existsSync('a\0b'));
    for (const mode of [0, 7, 8, -1, 1.5, 'r', null, undefined] as never[]) {
      await attempt(() => fs.accessSync(`${base}/f`, mode));
      await attempt(() => fs.promises.access(`${base}/f`, mode));
      await attempt(() => fs.copyFileSync(`${base}/f`, `${base}/g`, mode));
    }
    for (const path of [null, undefined, 1, {}, 'a\0b', new URL('http://x/'), new URL(`file://${base}/f`)] as never[]) {
      await attempt(() => fs.statSync(path).size);
    }
  });
});

test('the current directory: relative paths, removal', () => {
  const { fs, fileSystem } = createVirtualFs();
  fileSystem.mount('/app/src/index.js', 'code');
  fileSystem.changeDirectory('/app/src');
  assert.equal(fs.readFileSync('index.js', 'utf8'), 'code');
  assert.equal(fs.readFileSync('../src/index.js', 'utf8'), 'code');
  fs.renameSync('/app', '/moved');
  assert.equal(fileSystem.currentDirectory, '/moved/src');
  assert.throws(() => fileSystem.changeDirectory('index.js'), { code: 'ENOTDIR' });
  assert.throws(() => fileSystem.changeDirectory('/none'), { code: 'ENOENT' });
  fs.rmSync('/moved', { recursive: true });
  assert.throws(() => fileSystem.currentDirectory, { code: 'ENOENT' });
  assert.throws(() => fs.writeFileSync('f', ''), { code: 'ENOENT' });
});

test('mounted contents are read, written over and never changed for who gave them', () => {
  const { fs, fileSystem } = createVirtualFs();
  const bytes = Buffer.from('shared bytes');
  fileSystem.mount('/app/bytes', bytes);
  fileSystem.mount('/app/text', 'grüße');
  assert.equal(fs.statSync('/app/text').size, 7);
  fs.appendFileSync('/app/bytes', '!');
  const fd = fs.openSync('/app/bytes', 'r+');
  fs.writeSync(fd, 'S', 0);
  fs.closeSync(fd);
  assert.equal(fs.readFileSync('/app/bytes', 'utf8'), 'Shared bytes!');
  assert.equal(bytes.toString(), 'shared bytes');
  fileSystem.mount('/app/text', 'new');
  assert.equal(fs.readFileSync('/app/text', 'utf8'), 'new');
});
