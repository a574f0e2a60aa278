import { compose, PassThrough, Readable, Transform, getDefaultHighWaterMark, isReadable, isErrored, duplexPair } from 'node:stream';
const shout = compose(
  async function* (source) { for await (const chunk of source) yield String(chunk).toUpperCase(); },
  new Transform({ transform(chunk, _e, callback) { callback(null, `<${chunk}>`); } }),
);
shout.end('hello');
for await (const chunk of shout) console.log(String(chunk));
console.log((await Readable.from(['a', 'b']).compose(async function* (s) { for await (const x of s) yield `${x}${x}`; }).toArray()).map(String));
console.log(getDefaultHighWaterMark(false), getDefaultHighWaterMark(true), isReadable(new PassThrough()), isErrored(new PassThrough()));
const [left, right] = duplexPair();
left.end('through the pair');
for await (const chunk of right) console.log(String(chunk));
