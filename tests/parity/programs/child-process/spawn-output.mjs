// What a child prints, its exit code, and the events of the one that started it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const script = `
  process.stdout.write('out ' + process.argv.slice(1).join('|'));
  process.stderr.write('err ' + process.env.GREETING + ' ' + ('PATH' in process.env));
  process.exitCode = 4;
`;
const child = spawn(process.execPath, ['-e', script, 'one', 'two words', 'ünicode'], { env: { GREETING: 'hello' } });
console.log(child.pid > 0, child.spawnargs.length, child.connected, child.exitCode, child.signalCode, child.killed, child.stdio.length);
const events = [];
for (const name of ['spawn', 'exit', 'close', 'error', 'disconnect']) child.on(name, (...args) => events.push([name, ...args]));
const [out, err] = await Promise.all([child.stdout, child.stderr].map(async (stream) => {
  let text = '';
  for await (const part of stream.setEncoding('utf8')) text += part;
  return text;
}));
if (!events.some(([name]) => name === 'close')) await once(child, 'close');
console.log(JSON.stringify(out), JSON.stringify(err));
console.log(events);
console.log(child.exitCode, child.signalCode, child.killed, child.kill(), child.kill(0));

// Two megabytes through a pipe, counted.
const large = spawn('node', ['-e', 'process.stdout.write("x".repeat(2_000_000))']);
let bytes = 0;
for await (const part of large.stdout) bytes += part.length;
console.log(bytes);

// What an error leaves behind.
const failing = spawn(process.execPath, ['-e', 'null.property'], { stdio: ['ignore', 'ignore', 'pipe'] });
console.log(failing.stdin, failing.stdout, failing.stderr !== null);
let text = '';
for await (const part of failing.stderr.setEncoding('utf8')) text += part;
console.log(/TypeError: Cannot read properties of null \(reading 'property'\)/.test(text), failing.exitCode ?? (await once(failing, 'exit'))[0]);
