import fs from 'node:fs';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';

fs.writeFileSync('digits.txt', '0123456789'.repeat(3));
for (const options of [{}, { start: 5, end: 9 }, { start: 28 }, { highWaterMark: 7 }, { encoding: 'utf8', end: 3 }]) {
  const parts = [];
  for await (const part of fs.createReadStream('digits.txt', options)) parts.push(typeof part === 'string' ? part : part.length);
  console.log(options, parts);
}
const events = [];
const reader = fs.createReadStream('digits.txt');
for (const name of ['open', 'ready', 'data', 'end', 'close']) reader.on(name, () => events.push(name));
await once(reader, 'close');
console.log(events, reader.bytesRead, reader.path, reader.pending);
const writer = fs.createWriteStream('out.txt');
const written = [];
for (const name of ['open', 'ready', 'finish', 'close', 'drain']) writer.on(name, () => written.push(name));
console.log(writer.write('a'.repeat(10)), writer.write('b'.repeat(100_000)));
writer.end('end');
await once(writer, 'close');
console.log(written, writer.bytesWritten, fs.statSync('out.txt').size);
await pipeline(fs.createReadStream('digits.txt'), fs.createWriteStream('out.txt', { flags: 'a' }));
await pipeline('start', fs.createWriteStream('out.txt', { flags: 'r+', start: 0 }));
console.log(fs.statSync('out.txt').size, fs.readFileSync('out.txt', 'utf8').slice(0, 8));
const missing = fs.createReadStream('missing.txt');
const [error] = await once(missing, 'error');
console.log(error.code, error.message.replace(process.cwd(), '.'), missing.destroyed);
const refused = fs.createWriteStream('no/such/folder.txt');
const [denied] = await once(refused, 'error');
console.log(denied.code, denied.syscall);
for (const attempt of [() => fs.createReadStream('x', { start: 5, end: 1 }), () => fs.createReadStream('x', { start: 'a' }), () => fs.createWriteStream(5), () => fs.createReadStream('x', { encoding: 'nonsense' })]) {
  try {
    attempt().on('error', () => {});
  } catch (problem) {
    console.log(problem.code, problem.message);
  }
}
