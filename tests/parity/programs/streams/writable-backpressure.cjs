const { Writable } = require('node:stream');
let count = 0;
const slow = new Writable({
  highWaterMark: 10,
  write(chunk, encoding, callback) {
    console.log('write', chunk.toString(), encoding, this.writableLength);
    setImmediate(callback);
  },
  final(callback) {
    console.log('final');
    callback();
  },
});
slow.on('drain', () => console.log('drain', slow.writableLength)).on('finish', () => console.log('finish')).on('close', () => console.log('close'));
for (let n = 0; n < 4; n += 1) console.log('returned', slow.write(`chunk${n}`, () => console.log('callback', (count += 1))), slow.writableNeedDrain);
slow.cork();
slow.write('corked');
console.log(slow.writableCorked, slow.writableHighWaterMark);
process.nextTick(() => slow.uncork());
slow.end('last', () => console.log('end callback'));
slow.on('error', (error) => console.log('error', error.code, error.message));
slow.write('too late', (error) => console.log('late callback', error.code));
