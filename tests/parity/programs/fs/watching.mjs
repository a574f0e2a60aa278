import fs from 'node:fs';
import { once } from 'node:events';

fs.mkdirSync('watched');
const seen = [];
const watcher = fs.watch('watched');
watcher.on('change', (type, name) => seen.push(`${type} ${name}`));
await new Promise((resolve) => setTimeout(resolve, 100));
fs.writeFileSync('watched/new.txt', 'x');
await once(watcher, 'change');
await new Promise((resolve) => setTimeout(resolve, 100));
fs.renameSync('watched/new.txt', 'watched/other.txt');
fs.unlinkSync('watched/other.txt');
await new Promise((resolve) => setTimeout(resolve, 100));
watcher.close();
console.log([...new Set(seen)].sort());
await once(watcher, 'close').catch(() => {});
const controller = new AbortController();
setTimeout(() => fs.writeFileSync('watched/again.txt', 'y'), 50);
try {
  for await (const { eventType, filename } of fs.promises.watch('watched', { signal: controller.signal })) {
    console.log(eventType, filename);
    controller.abort();
  }
} catch (error) {
  console.log(error.name, error.code);
}
try {
  fs.watch('missing');
} catch (error) {
  console.log(error.code, error.syscall, error.message);
}
fs.writeFileSync('polled.txt', '1');
fs.watchFile('polled.txt', { interval: 20 }, (now, before) => {
  console.log(now.size, before.size);
  fs.unwatchFile('polled.txt');
});
setTimeout(() => fs.writeFileSync('polled.txt', '22'), 60);
