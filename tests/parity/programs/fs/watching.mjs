import fs from 'node:fs';
import { once } from 'node:events';

fs.mkdirSync('watched');
const seen = [];
const watcher = fs.watch('watched');
watcher.on('change', (type, name) => seen.push(`${type} ${name}`));
fs.writeFileSync('watched/new.txt', 'x');
await once(watcher, 'change');
fs.renameSync('watched/new.txt', 'watched/other.txt');
fs.unlinkSync('watched/other.txt');
fs.writeFileSync('watched/last.txt', 'x');
while (!seen.includes('change last.txt')) await once(watcher, 'change');
watcher.close();
console.log([...new Set(seen)].sort());
await once(watcher, 'close').catch(() => {});
const controller = new AbortController();
const events = fs.promises.watch('watched', { signal: controller.signal })[Symbol.asyncIterator]();
const first = events.next();
fs.writeFileSync('watched/again.txt', 'y');
console.log((await first).value);
controller.abort();
try {
  while (!(await events.next()).done);
} catch (error) {
  console.log(error.name, error.code);
}
try {
  fs.watch('missing');
} catch (error) {
  console.log(error.code, error.syscall, error.message);
}
fs.writeFileSync('polled.txt', '1');
const grow = setInterval(() => fs.appendFileSync('polled.txt', '2'), 30);
fs.watchFile('polled.txt', { interval: 20 }, (now, before) => {
  console.log(now.size > before.size, before.size > 0);
  fs.unwatchFile('polled.txt');
  clearInterval(grow);
});
