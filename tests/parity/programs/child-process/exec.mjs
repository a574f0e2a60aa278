// exec and execFile: output as a whole, errors with their code, limits.
import { exec, execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(exec);
const runFile = promisify(execFile);
const failed = async (promise) => {
  const error = await promise.then(() => new Error('no error'), (reason) => reason);
  const { code, killed, signal, stdout, stderr, name } = error;
  console.log({ name, code, killed, signal, stdout, stderr, message: error.message.split('\n')[0] });
};

console.log(await run('node -p "1 + 1"'));
console.log(await run(`node -e 'console.log(process.argv.slice(1)); console.error("error")' a "b c" d\\ e "" '"quoted"'`));
console.log(await run('WORD=here node -p "process.env.WORD + process.env.OTHER"', { env: { ...process.env, OTHER: 'there' } }));
console.log(await run('node -p "process.env.HOME" "$HOME" ${NOTHING}'));
console.log(await runFile('node', ['-p', 'process.argv.length', '$HOME', '*']));
console.log(await runFile('node', ['-p', 'Buffer.from([0, 255, 128]).length'], { encoding: 'buffer' }));
await failed(run('node -e "process.exit(3)"'));
await failed(run('node -e "console.log(1); console.error(2); process.exit(5)"'));
await failed(runFile('node', ['-e', 'process.kill(process.pid)']));
await failed(runFile('node', ['-e', 'setInterval(() => {}, 1000)'], { timeout: 500 }));
await failed(runFile('node', ['-e', 'setInterval(() => {}, 1000)'], { timeout: 500, killSignal: 'SIGKILL' }));
await failed(runFile('node', ['-e', 'for (;;) console.log("x".repeat(100))'], { maxBuffer: 1000 }).catch((error) => { throw Object.assign(error, { stdout: error.stdout.length }); }));
const { code, killed } = await run('no-such-program with arguments').catch((error) => error);
console.log(code, killed);
const controller = new AbortController();
const aborted = runFile('node', ['-e', 'setInterval(() => {}, 1000)'], { signal: controller.signal });
controller.abort();
await failed(aborted);
console.log((await run('node --version')).stdout === `${process.version}\n`);
