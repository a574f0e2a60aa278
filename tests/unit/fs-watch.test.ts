import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { compare, createVirtualFs, type Fs } from '../support/fs-pair.ts';
import { requireInternals } from '../support/with-internals.ts';

requireInternals(import.meta.filename);

/**
 * Runs each step and waits until its events have come: the real ones come through the kernel. Steps are
 * told apart by a mark of their own, a file whose creation is seen after everything before it.
 */
async function steps(fs: Fs, base: string, seen: string[], actions: Record<string, () => void>): Promise<void> {
  fs.mkdirSync(`${base}/marks`);
  let reached = '';
  const marks = fs.watch(`${base}/marks`, (_event, name) => {
    reached = String(name);
  });
  for (const [name, action] of Object.entries(actions)) {
    seen.push(`-- ${name}`);
    action();
    fs.mkdirSync(`${base}/marks/${name}`);
    while (reached !== name) await wait(1);
  }
  marks.close();
}

test('fs.watch reports what inotify does, for a directory and a file in it', async () => {
  await compare(async ({ fs, base, log }) => {
    const d = `${base}/watched`;
    fs.mkdirSync(`${d}/sub`, { recursive: true });
    fs.writeFileSync(`${d}/f`, 'x');
    const seen: string[] = [];
    const directory = fs.watch(d, (event, name) => seen.push(`directory ${event} ${name}`));
    const file = fs.watch(`${d}/f`, (event, name) => seen.push(`file ${event} ${name}`));
    await steps(fs, base, seen, {
      write: () => fs.writeFileSync(`${d}/f`, 'yy'),
      append: () => fs.appendFileSync(`${d}/f`, 'yy'),
      create: () => fs.writeFileSync(`${d}/g`, 'yy'),
      chmod: () => fs.chmodSync(`${d}/f`, 0o600),
      utimes: () => fs.utimesSync(`${d}/f`, 1, 2),
      mkdir: () => fs.mkdirSync(`${d}/h`),
      rmdir: () => fs.rmdirSync(`${d}/h`),
      below: () => fs.writeFileSync(`${d}/sub/f`, 'yy'),
      rename: () => fs.renameSync(`${d}/g`, `${d}/g2`),
      link: () => fs.linkSync(`${d}/f`, `${d}/f2`),
      unlink: () => fs.unlinkSync(`${d}/f2`),
      move: () => fs.renameSync(`${d}/f`, `${d}/f3`),
      moved: () => fs.writeFileSync(`${d}/f3`, 'z'),
      symlink: () => fs.symlinkSync('f3', `${d}/s`),
      truncate: () => fs.truncateSync(`${d}/f3`, 3),
      chmodSub: () => fs.chmodSync(`${d}/sub`, 0o700),
      over: () => fs.renameSync(`${d}/g2`, `${d}/f3`),
      gone: () => fs.unlinkSync(`${d}/f3`),
      chmodSelf: () => fs.chmodSync(d, 0o700),
    });
    directory.close();
    file.close();
    log(seen);
  });
});

test('equal events in a row are reported once', async () => {
  await compare(async ({ fs, base, log }) => {
    fs.writeFileSync(`${base}/f`, '');
    const seen: unknown[] = [];
    const watcher = fs.watch(base, 'buffer', (event, name) => {
      seen.push([event, name]);
      if (String(name) === 'end') watcher.close();
    });
    for (let count = 0; count < 5; count += 1) fs.appendFileSync(`${base}/f`, 'more');
    fs.mkdirSync(`${base}/end`);
    await new Promise<void>((resolve) => watcher.on('close', resolve));
    log(seen);
  });
});

test('fs.watch and fs.promises.watch: errors, closing, recursion', async () => {
  await compare(async ({ fs, base, log, attempt }) => {
    await attempt(() => fs.watch(`${base}/none`));
    await attempt(async () => {
      for await (const event of fs.promises.watch(`${base}/none`)) log(event);
    });
    const controller = new AbortController();
    const events: unknown[] = [];
    const watching = (async () => {
      for await (const event of fs.promises.watch(base, { signal: controller.signal })) {
        events.push({ ...event });
        controller.abort();
      }
    })();
    await wait(1);
    fs.mkdirSync(`${base}/made`);
    await attempt(() => watching);
    log(events);
    const recursive = fs.watch(base, { recursive: true });
    const change = new Promise((resolve) => recursive.once('change', (event, name) => resolve([event, name])));
    await wait(20);
    fs.writeFileSync(`${base}/made/deep`, '');
    log(await change);
    recursive.close();
  });
});

test('fs.watchFile tells of changes, of deletion and of return', async () => {
  await compare(async ({ fs, base, log }) => {
    const file = `${base}/f`;
    const next = () =>
      new Promise((resolve) =>
        fs.watchFile(file, { interval: 5 }, function listener(now, before) {
          fs.unwatchFile(file, listener);
          resolve([now.size, before.size, now.nlink, before.nlink, now.mtimeMs === 0, before.mtimeMs === 0]);
        }),
      );
    log(await next());
    fs.writeFileSync(file, 'abc');
    const watch: unknown[] = [];
    const seen = (count: number) => async () => {
      while (watch.length < count) await wait(1);
    };
    fs.watchFile(file, { interval: 5 }, (now, before) => watch.push([now.size, before.size, now.nlink, before.nlink]));
    await wait(30);
    fs.appendFileSync(file, 'def');
    await seen(1)();
    fs.unlinkSync(file);
    await seen(2)();
    fs.writeFileSync(file, 'back');
    await seen(3)();
    fs.unwatchFile(file);
    log(watch);
  });
});

test('a watcher that is not persistent does not keep the process alive; a closed one is quiet', async () => {
  const { fs } = createVirtualFs();
  const events: unknown[] = [];
  const watcher = fs.watch('/tmp', { persistent: false }, (event) => events.push(event));
  watcher.ref();
  watcher.unref();
  fs.writeFileSync('/tmp/f', '');
  watcher.close();
  await wait(5);
  assert.deepEqual(events, []);
});
