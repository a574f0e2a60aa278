import { Transform, PassThrough, Duplex, pipeline } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
const upper = new Transform({
  transform(chunk, encoding, callback) {
    callback(null, chunk.toString().toUpperCase());
  },
  flush(callback) {
    this.push('!');
    callback();
  },
});
upper.on('data', (chunk) => console.log('data', String(chunk)));
upper.write('hello ');
upper.end('world');
await new Promise((resolve) => upper.on('end', resolve));
const lines = [];
await piped(
  ['one\ntw', 'o\nthree'],
  async function* split(source) {
    let rest = '';
    for await (const chunk of source) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop();
      yield* parts;
    }
    yield rest;
  },
  new Transform({ objectMode: true, transform(line, _, callback) { callback(null, { line }); } }),
  async (source) => {
    for await (const item of source) lines.push(item);
  },
);
console.log(lines);
pipeline(new PassThrough().end('x'), new Transform({ transform(_chunk, _encoding, callback) { callback(new Error('transform failed')); } }), new PassThrough(), (error) => console.log('pipeline', error.message));
const duplex = Duplex.from(async function* (source) {
  for await (const chunk of source) yield String(chunk).split('').reverse().join('');
});
duplex.end('abc');
for await (const chunk of duplex) console.log('reversed', String(chunk));
try {
  await piped(async function* () { yield 'x'; throw new TypeError('source broke'); }, new PassThrough());
} catch (error) {
  console.log(error.name, error.message);
}
