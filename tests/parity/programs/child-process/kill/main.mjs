// Signals to a child: the ones it dies of, and the ones it listens to.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL', 'SIGUSR2', 'SIGABRT', 15]) {
  const child = spawn('node', ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  console.log(child.kill(signal), child.killed, await once(child, 'exit'), child.exitCode, child.signalCode);
}
const busy = spawn('node', ['-e', 'console.log("busy"); for (;;);']);
await once(busy.stdout, 'data');
console.log(busy.kill(), await once(busy, 'exit'));
try { busy.kill('SIGNONE'); } catch ({ code }) { console.log(code); }

const polite = fork('polite.mjs');
await once(polite, 'message');
const told = once(polite, 'message');
console.log(process.kill(polite.pid, 'SIGUSR2'), await told);
console.log(process.kill(polite.pid, 0), polite.kill(0));
polite.kill('SIGTERM');
console.log(await once(polite, 'exit'));
try { process.kill(polite.pid, 0); } catch ({ code, syscall }) { console.log(code, syscall); }
console.log(polite.kill());

// By itself.
for (const script of ['process.kill(process.pid, "SIGQUIT")', 'process.kill(process.pid, "SIGKILL")', 'process.abort()', 'process.exit(300)', 'process.exitCode = "5"']) {
  console.log(script, await once(spawn('node', ['-e', script], { stdio: 'ignore' }), 'exit'));
}
// A child of a child that nobody ends ends by itself.
const timed = spawn('node', ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', timeout: 300, killSignal: 'SIGUSR2' });
console.log(await once(timed, 'exit'));
{
  using disposed = spawn('node', ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  globalThis.ended = once(disposed, 'exit');
}
console.log(await globalThis.ended);
