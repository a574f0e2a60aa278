// Children that are waited for: output, input, limits, errors, and what they inherit.
import { execFileSync, execSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';

const node = process.execPath;
console.log(JSON.stringify(execSync('node -p 1+1').toString()), execFileSync('node', ['-p', '"a".repeat(3)'], { encoding: 'utf8' }));
console.log({ ...spawnSync('node', ['-e', 'process.stdin.pipe(process.stdout); console.error("seen")'], { input: 'hello ünicode', encoding: 'utf8' }), pid: 0 });
const { output, status, signal, error } = spawnSync(node, ['-e', 'console.log(process.argv[1], process.env.GREETING, process.cwd()); process.exitCode = 5'], { argv0: 'node', env: { GREETING: 'hi' }, cwd: '/tmp' });
console.log(output.map((part) => part?.toString()), status, signal, error);

// Megabytes both ways, and none of it read.
const large = Buffer.alloc(3_000_000, 'abc');
const echoed = spawnSync(node, ['-e', 'process.stdin.pipe(process.stdout)'], { input: large, maxBuffer: Infinity });
console.log(echoed.stdout.equals(large), echoed.error, Buffer.isBuffer(echoed.stdout));
console.log(spawnSync(node, ['-e', 'process.exit(0)'], { input: large }).error?.code);

// Limits.
const spinning = spawnSync('node', ['-e', 'for (;;);'], { timeout: 400 });
console.log(spinning.error.message, spinning.error.code, spinning.error.errno, spinning.error.syscall, spinning.status, spinning.signal);
const killed = spawnSync(node, ['-e', 'setInterval(() => {}, 1000)'], { timeout: 400, killSignal: 'SIGKILL', stdio: 'ignore' });
console.log(killed.error.code, killed.signal, killed.output);
const chatty = spawnSync(node, ['-e', 'setInterval(() => {}, 1000); process.stdout.write("x".repeat(5000))'], { maxBuffer: 1000 });
console.log(chatty.error.code, chatty.status, chatty.signal, chatty.stdout.length > 1000);
console.log(spawnSync(node, ['-e', 'process.kill(process.pid, "SIGUSR2"); setTimeout(() => {}, 9999)']).signal);

// Errors.
for (const attempt of [
  () => execSync('node -e "console.error(\'to standard error\'); process.exit(3)"', { stdio: 'pipe' }),
  () => execFileSync('node', ['-e', 'process.stderr.write("text"); process.exit(4)'], { stdio: 'pipe', encoding: 'utf8' }),
  () => execFileSync('no-such-program', ['a', 'b']),
  () => execSync('node -p 2', { stdio: ['pipe', 'pipe', 'ipc'] }),
  () => spawnSync('node', [], { timeout: -1 }),
  () => spawnSync('node', [], { maxBuffer: 'x' }),
  () => spawnSync('node', [], { input: 5 }),
]) {
  try {
    attempt();
    console.log('no error');
  } catch (problem) {
    const { name, message, code, errno, syscall, path, spawnargs, status, signal, stdout, stderr } = problem;
    console.log({ name, message, code, errno, syscall, path, spawnargs, status, signal, stdout: stdout && String(stdout), stderr: stderr && String(stderr) });
  }
}
console.log(spawnSync('no-such-program', ['a']));
console.log(spawnSync(node, ['-v'], { cwd: '/no/such/folder' }).error.code);

// What they inherit; nothing is out of order.
console.log('before');
console.log(execFileSync(node, ['-e', 'console.log("inherited"); console.error("its error")'], { stdio: 'inherit' }));
console.log('between');
execSync('node -e "console.log(\'unseen\'); console.error(\'shown\')"');
writeFileSync('both.txt', 'parent');
console.log(execSync(`node -p "fs.appendFileSync('both.txt', ' child'); fs.readFileSync('both.txt', 'utf8')"`).toString(), readFileSync('both.txt', 'utf8'));
const log = openSync('log.txt', 'a');
spawnSync(node, ['-e', 'console.log("to a file")'], { stdio: ['ignore', log, log] });
closeSync(log);
console.log(JSON.stringify(readFileSync('log.txt', 'utf8')));
const piped = spawn(node, ['-e', `
  const { spawnSync } = require('node:child_process');
  console.log('one');
  spawnSync(process.execPath, ['-e', 'console.log("two")'], { stdio: 'inherit' });
  console.log('three');
`], { stdio: ['ignore', 'pipe', 'inherit'] });
let text = '';
piped.stdout.setEncoding('utf8').on('data', (part) => { text += part; });
await once(piped, 'close');
console.log(JSON.stringify(text));

// Time stands still for the one that waits; a child of its own goes on meanwhile.
const order = [];
setTimeout(() => order.push('timer'));
Promise.resolve().then(() => order.push('promise'));
const beside = spawn(node, ['-e', 'process.exit(7)']);
order.push(execFileSync(node, ['-e', 'setTimeout(() => process.stdout.write("child"), 300)'], { encoding: 'utf8' }));
console.log(order, beside.exitCode);
console.log(await once(beside, 'exit'), order);
// As often as one likes, and one in the other.
let count = 0;
for (let index = 0; index < 10; index += 1) count += Number(execSync(`node -p ${index}`));
console.log(count, execFileSync(node, ['-p', 'require("child_process").execFileSync(process.execPath, ["-p", "6*7"], { encoding: "utf8" }).trim()'], { encoding: 'utf8' }));
