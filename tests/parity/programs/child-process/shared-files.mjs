// Parent and children see the same files: at once after a message, and after a child's end.
import assert from 'node:assert/strict';
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';

const self = fileURLToPath(import.meta.url);
const [, , role, folder] = process.argv;

if (role === undefined) await parent(fs.mkdtempSync(join(tmpdir(), 'shared-')));
else if (role === 'steps') steps(folder);
else if (role === 'print') process.stdout.write(fs.readFileSync(join(folder, 'for-child.txt')));
else if (role === 'append') for (let line = 0; line < 20; line += 1) fs.appendFileSync(join(folder, 'log.txt'), `${process.argv[4]}\n`);
else if (role === 'own') {
  const own = join(folder, 'data/own', process.argv[4]);
  fs.mkdirSync(own, { recursive: true });
  fs.writeFileSync(join(own, 'file.txt'), '');
}

/** Does what it is told, and says so. */
function steps(base) {
  const at = (name) => join(base, name);
  let descriptor;
  const actions = {
    write: () => fs.writeFileSync(at('child.txt'), 'from the child'),
    open: () => (descriptor = fs.openSync(at('child.txt'), 'r+')),
    overwrite: () => fs.writeSync(descriptor, 'FROM', 0),
    truncate: () => fs.ftruncateSync(descriptor, 4),
    rename: () => fs.renameSync(at('child.txt'), at('renamed.txt')),
    folder: () => fs.mkdirSync(at('a/b/c'), { recursive: true }),
    link: () => (fs.linkSync(at('renamed.txt'), at('a/hard')), fs.symlinkSync('../renamed.txt', at('a/soft'))),
    mode: () => fs.chmodSync(at('renamed.txt'), 0o640),
    times: () => fs.utimesSync(at('renamed.txt'), 1, 2),
    move: () => fs.renameSync(at('a'), at('moved')),
    remove: () => fs.rmSync(at('moved'), { recursive: true }),
    read: () => fs.readFileSync(at('parent.txt'), 'utf8'),
    list: () => fs.readdirSync(base).join(),
  };
  process.on('message', (name) => {
    const result = actions[name]();
    process.send(typeof result === 'string' ? result : 'done');
  });
}

async function parent(base) {
  const at = (name) => join(base, name);
  const child = fork(self, ['steps', base]);
  const ask = async (name) => {
    child.send(name);
    return (await once(child, 'message'))[0];
  };
  const seen = () => fs.readdirSync(base, { recursive: true }).sort().join();

  await ask('write');
  console.log(fs.readFileSync(at('child.txt'), 'utf8'));
  const descriptor = fs.openSync(at('child.txt'), 'r');
  await ask('open');
  await ask('overwrite');
  console.log(fs.readFileSync(descriptor, 'utf8'), fs.statSync(at('child.txt')).size);
  await ask('truncate');
  await ask('rename');
  console.log(seen(), fs.fstatSync(descriptor).size, fs.existsSync(at('child.txt')));
  await ask('folder');
  await ask('link');
  console.log(seen(), fs.readlinkSync(at('a/soft')), fs.statSync(at('a/hard')).nlink, fs.statSync(at('a/soft')).ino === fs.statSync(at('renamed.txt')).ino);
  await ask('mode');
  await ask('times');
  const { mode, atimeMs, mtimeMs } = fs.statSync(at('renamed.txt'));
  console.log((mode & 0o777).toString(8), atimeMs, mtimeMs);
  fs.writeFileSync(at('a/b/c/deep.txt'), 'deep');
  await ask('move');
  console.log(seen(), fs.readFileSync(at('moved/b/c/deep.txt'), 'utf8'));
  await ask('remove');
  console.log(seen());

  // The other way round, and a file that was there before.
  fs.writeFileSync(at('parent.txt'), 'one');
  console.log(await ask('read'), await ask('list'));
  fs.appendFileSync(at('parent.txt'), ', two');
  console.log(await ask('read'));
  fs.rmSync(at('renamed.txt'));
  console.log(await ask('list'), fs.fstatSync(descriptor).nlink);
  child.disconnect();
  await once(child, 'exit');

  fs.writeFileSync(at('for-child.txt'), 'not an argument');
  console.log((await promisify(execFile)(process.execPath, [self, 'print', base])).stdout);

  // What several add at the end is all there.
  await Promise.all(['a', 'b', 'c'].map((name) => once(spawn(process.execPath, [self, 'append', base, name]), 'exit')));
  const lines = fs.readFileSync(at('log.txt'), 'utf8').trimEnd().split('\n');
  console.log(['a', 'b', 'c'].map((name) => lines.filter((line) => line === name).length), lines.length);

  // A folder that each of them makes is one folder.
  await Promise.all(['a', 'b', 'c'].map((name) => once(spawn(process.execPath, [self, 'own', base, name]), 'exit')));
  console.log(fs.readdirSync(at('data/own'), { recursive: true }).sort().join());
  fs.rmSync(at('data'), { recursive: true });

  // A watcher hears of what another process does.
  const heard = new Promise((resolve) => {
    const watcher = fs.watch(base, (event, name) => {
      if (name !== 'watched.txt') return;
      watcher.close();
      resolve(`${event} ${name}`);
    });
  });
  execFile(process.execPath, ['-e', `require('fs').writeFileSync(${JSON.stringify(at('watched.txt'))}, '')`]);
  console.log(await heard);

  // A thread has the same files, and so has what it starts.
  const worker = new Worker(`const { parentPort, workerData } = require('node:worker_threads');
    const fs = require('node:fs');
    const { execFile } = require('node:child_process');
    parentPort.once('message', () => {
      const before = fs.readFileSync(workerData + '/late.txt', 'utf8');
      fs.writeFileSync(workerData + '/thread.txt', before.toUpperCase());
      execFile(process.execPath, ['-e', 'fs.renameSync("thread.txt", "grandchild.txt")'], { cwd: workerData }, (error) => parentPort.postMessage(String(error)));
    });`, { eval: true, workerData: base });
  await once(worker, 'online');
  fs.writeFileSync(at('late.txt'), 'late');
  worker.postMessage('go');
  console.log(await once(worker, 'message'), fs.readFileSync(at('grandchild.txt'), 'utf8'), fs.existsSync(at('thread.txt')));
  assert.deepEqual(fs.readdirSync(base).sort(), ['for-child.txt', 'grandchild.txt', 'late.txt', 'log.txt', 'parent.txt', 'watched.txt']);
  fs.rmSync(base, { recursive: true });
}
