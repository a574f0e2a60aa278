import { Readable } from 'node:stream';
const source = Readable.from(['a', 'b', 'c']);
for await (const chunk of source) console.log(chunk);
console.log(source.destroyed, source.readableEnded);
const manual = new Readable({ read() {}, highWaterMark: 5 });
console.log(manual.push('abc'), manual.push('defg'), manual.readableLength, manual.readableFlowing);
manual.push(null);
manual.on('readable', () => {
  let chunk;
  while ((chunk = manual.read(3)) !== null) console.log('read', String(chunk));
});
manual.on('end', () => console.log('end', manual.readableAborted, manual.readableDidRead));
await new Promise((resolve) => manual.on('close', resolve));
const objects = Readable.from([1, 2, 3, 4, 5, 6], { objectMode: true });
console.log(await objects.filter((n) => n % 2).map(async (n) => n * 10).toArray());
console.log(await Readable.from([1, 2, 3]).reduce((sum, n) => sum + n, 0), await Readable.from([3, 4]).some((n) => n > 3), await Readable.from([1, 2, 3]).take(2).toArray(), await Readable.from([1, 2, 3]).drop(1).toArray(), await Readable.from([[1], [2]]).flatMap((x) => x).toArray());
try {
  manual.push('late');
} catch (error) {
  console.log('thrown', error.code);
}
manual.on('error', (error) => console.log('error', error.code, error.message));
await new Promise((resolve) => setImmediate(resolve));
