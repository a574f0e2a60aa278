// What cannot be started, and wrong arguments.
import { exec, execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';

const describe = ({ name, code, errno, syscall, path, spawnargs, message }) => console.log({ name, code, errno, syscall, path, spawnargs, message });

const missing = spawn('no-such-program', ['a', 'b']);
console.log(missing.pid, missing.stdin !== null);
missing.on('exit', () => console.log('never'));
const closed = once(missing, 'close');
describe((await once(missing, 'error'))[0]);
console.log(await closed);

const nowhere = spawn(process.execPath, ['-v'], { cwd: '/no/such/folder' });
const [{ code, syscall }] = await once(nowhere, 'error');
console.log(code, syscall.startsWith('spawn '));

await new Promise((resolve) => {
  execFile('no-such-program', ['a'], (error, stdout, stderr) => {
    describe(error);
    console.log([stdout, stderr, error.cmd]);
    resolve();
  });
});

for (const attempt of [
  () => spawn(''), () => spawn(5), () => spawn('node', 'x'), () => spawn('node', [], { stdio: 'what' }), () => spawn('node', [], { stdio: ['ipc', 'ipc'] }),
  () => spawn('node', [], { cwd: 5 }), () => spawn('node', [], { env: { A: 'a\0b' } }), () => spawn('node', ['a\0b']), () => spawn('node', [], { timeout: -1 }), () => spawn('node', [], { detached: 1 }),
  () => fork(), () => fork('x.js', { stdio: 'pipe' }), () => fork('x.js', [], { stdio: [0, 1, 2] }), () => exec(5), () => spawn('node', [], { serialization: 'xml', stdio: ['ipc'] }), () => spawn('node', [], { killSignal: 'SIGNONE', timeout: 5 }),
]) {
  try {
    attempt();
    console.log('no error');
  } catch (error) {
    console.log(error.code, error.message.split('\n')[0]);
  }
}

// A file that is not there is the child's own error.
const child = fork('no-such-file.js', { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
console.log(await once(child, 'exit'));
