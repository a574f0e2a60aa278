import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, createVirtualFs } from '../support/fs-pair.ts';
import { requireInternals } from '../support/with-internals.ts';

requireInternals(import.meta.filename);

test('permissions are asked for as the kernel asks a user who is not root', async () => {
  await compare(
    async ({ fs, base, log, attempt }) => {
      fs.writeFileSync(`${base}/secret`, 'x', { mode: 0o200 });
      fs.writeFileSync(`${base}/fixed`, 'x', { mode: 0o444 });
      fs.writeFileSync(`${base}/script`, 'x', { mode: 0o755 });
      fs.mkdirSync(`${base}/locked/inner`, { recursive: true });
      fs.writeFileSync(`${base}/locked/file`, 'x');
      await attempt(() => fs.readFileSync(`${base}/secret`, 'utf8'));
      await attempt(() => fs.promises.readFile(`${base}/secret`));
      await attempt(() => fs.appendFileSync(`${base}/secret`, 'y'));
      await attempt(() => fs.writeFileSync(`${base}/fixed`, 'y'));
      await attempt(() => fs.openSync(`${base}/fixed`, 'r+'));
      for (const mode of [0o000, 0o444, 0o555, 0o111, 0o333]) {
        fs.chmodSync(`${base}/locked`, mode);
        log(mode.toString(8));
        await attempt(() => fs.readdirSync(`${base}/locked`));
        await attempt(() => fs.opendirSync(`${base}/locked`).closeSync());
        await attempt(() => fs.statSync(`${base}/locked/file`).size);
        await attempt(() => fs.readFileSync(`${base}/locked/file`, 'utf8'));
        await attempt(() => fs.writeFileSync(`${base}/locked/new`, ''));
        await attempt(() => fs.mkdirSync(`${base}/locked/inner2`));
        await attempt(() => fs.mkdirSync(`${base}/locked/a/b`, { recursive: true }));
        await attempt(() => fs.promises.mkdir(`${base}/locked/a/b`, { recursive: true }));
        await attempt(() => fs.unlinkSync(`${base}/locked/none`));
        await attempt(() => fs.renameSync(`${base}/locked/file`, `${base}/locked/file2`));
        await attempt(() => fs.renameSync(`${base}/locked/file2`, `${base}/locked/file`));
        await attempt(() => fs.linkSync(`${base}/script`, `${base}/locked/script${mode}`));
        await attempt(() => fs.rmdirSync(`${base}/locked/none`));
        await attempt(() => fs.rmSync(`${base}/locked/none`));
        await attempt(() => fs.rmSync(`${base}/locked/none`, { force: true }));
        await attempt(() => fs.realpathSync.native(`${base}/locked/file`));
        await attempt(() => fs.watch(`${base}/locked/file`).close());
      }
      fs.chmodSync(`${base}/locked`, 0o700);
      // One entry only: promises.rm() removes those of a directory side by side, and any may be refused first.
      fs.mkdirSync(`${base}/kept/inner`, { recursive: true });
      fs.chmodSync(`${base}/kept`, 0o500);
      await attempt(() => fs.rmSync(`${base}/kept`, { recursive: true }));
      await attempt(() => fs.promises.rm(`${base}/kept`, { recursive: true }));
      fs.chmodSync(`${base}/kept`, 0o700);
      await attempt(() => fs.chownSync(`${base}/script`, 0, 0));
      await attempt(() => fs.chmodSync('/', 0o777));
      await attempt(() => fs.utimesSync('/', 1, 1));
      await attempt(() => fs.writeFileSync('/cannot-be', ''));
    },
    { unprivileged: true },
  );
});

test('access answers for the user', () => {
  // not compared: access(2) asks about the real user, who is root where root runs the tests
  const { fs } = createVirtualFs({ uid: 1000, gid: 1000 });
  const allowed = (mode: number) => {
    fs.writeFileSync('/tmp/f', '');
    fs.chmodSync('/tmp/f', mode);
    const modes = [1, 2, 4, 6].filter((wanted) => {
      try {
        fs.accessSync('/tmp/f', wanted);
        return true;
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'EACCES');
        return false;
      }
    });
    fs.rmSync('/tmp/f');
    return modes;
  };
  assert.deepEqual(allowed(0o200), [2]);
  assert.deepEqual(allowed(0o444), [4]);
  assert.deepEqual(allowed(0o755), [1, 2, 4, 6]);
  assert.deepEqual(allowed(0o077), []);
  fs.mkdirSync('/tmp/locked/inner', { recursive: true });
  fs.chmodSync('/tmp/locked', 0o600);
  assert.equal(fs.existsSync('/tmp/locked/inner'), false);
});
