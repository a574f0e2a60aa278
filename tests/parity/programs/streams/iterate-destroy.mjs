import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
const source = new Readable({ objectMode: true, read() { this.push({ n: (this.n = (this.n ?? 0) + 1) }); } });
source.on('close', () => console.log('close'));
for await (const { n } of source) {
  console.log(n);
  if (n === 3) break;
}
console.log(source.destroyed);
const kept = Readable.from([1, 2, 3]);
for await (const n of kept.iterator({ destroyOnReturn: false })) {
  console.log('kept', n);
  break;
}
console.log(kept.destroyed, await kept.toArray());
try {
  const failing = Readable.from((async function* () { yield 1; throw new Error('generator failed'); })());
  for await (const n of failing) console.log('got', n);
} catch (error) {
  console.log(error.message);
}
const ended = Readable.from([]);
ended.resume();
await finished(ended);
console.log('finished', ended.readableEnded);
const premature = new Readable({ read() {} });
setImmediate(() => premature.destroy());
await finished(premature).catch((error) => console.log(error.code, error.message));
await new Promise((resolve) => setImmediate(resolve));
console.log(Readable.isDisturbed(kept), premature.closed, String(source));
