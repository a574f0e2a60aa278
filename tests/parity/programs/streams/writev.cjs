const { Writable } = require('node:stream');
const gather = new Writable({
  decodeStrings: false,
  writev(chunks, callback) {
    console.log('writev', chunks.map(({ chunk, encoding }) => `${chunk}:${encoding}`));
    setTimeout(callback, 1);
  },
});
for (const text of ['a', 'b', 'c', 'd']) gather.write(text, 'latin1');
gather.end();
gather.on('finish', () => console.log('finish'));
for (const bad of [null, 12, undefined, {}]) {
  try {
    new Writable({ write() {} }).write(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
try {
  new Writable().on('error', (error) => console.log('event', error.code, error.message)).write('x');
} catch (error) {
  console.log(error.code, error.message);
}
