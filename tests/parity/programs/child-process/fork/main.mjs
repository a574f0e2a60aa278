// Messages both ways between a program and what it forks.
import { fork } from 'node:child_process';
import { once } from 'node:events';

console.log(process.send, process.connected, process.channel);
const child = fork('child.mjs', ['first', '--second=2'], { env: { WORD: 'given' }, execArgv: ['--no-warnings'] });
console.log(child.connected, child.stdin, child.stdout, child.spawnargs.length);
child.on('message', (message) => console.log('from the child', message));
const say = (message) => new Promise((resolve) => {
  child.once('message', resolve);
  child.send(message);
});
await say('a string');
await say({ nested: { array: [1, null, true, 'ü'] }, date: new Date(0), undefined, buffer: Buffer.from('hi'), nan: NaN });
await say(5);
await say(null).catch(() => {});
for (const wrong of [() => child.send(), () => child.send(() => {}), () => child.send(Symbol('x')), () => child.send({ big: 1n })]) {
  try { wrong(); } catch ({ code, name }) { console.log(name, code); }
}
console.log(await new Promise((resolve) => child.send('with a callback', (error) => resolve(error))));
// A hundred messages stay in order.
const numbers = [];
child.removeAllListeners('message');
const hundred = new Promise((resolve) => child.on('message', ({ number }) => { if (numbers.push(number) === 100) resolve(); }));
for (let number = 0; number < 100; number += 1) child.send({ number });
await hundred;
console.log(numbers.every((number, index) => number === index));
const large = 'x'.repeat(1_000_000);
child.send({ number: large });
console.log((await once(child, 'message'))[0].number === large);
const gone = once(child, 'exit');
child.on('disconnect', () => console.log('disconnected', child.connected, child.channel));
child.disconnect();
console.log(child.connected);
child.on('error', ({ code }) => console.log('error', code));
child.send('too late');
await once(child, 'error').catch(() => {});
console.log(await gone);
try { child.disconnect(); } catch (error) { console.log(error.code); }

// A child that disconnects itself, and ends since nothing else is left.
const other = fork('leaves.mjs');
console.log((await once(other, 'message'))[0]);
console.log(await Promise.all([once(other, 'disconnect'), once(other, 'exit')]));
