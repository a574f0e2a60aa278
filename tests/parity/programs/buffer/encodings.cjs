const text = 'aé€😀 ÿ\0z';
for (const encoding of ['utf8', 'utf-8', 'ucs2', 'utf16le', 'latin1', 'binary', 'ascii', 'hex', 'UTF8', 'HEX']) {
  const buffer = Buffer.from(text, encoding);
  console.log(encoding, buffer, buffer.toString(encoding), Buffer.byteLength(text, encoding), Buffer.isEncoding(encoding));
}
console.log(Buffer.from('abc==', 'base64'), Buffer.from('YWJj\nZGVm', 'base64'), Buffer.from('YW-_', 'base64'), Buffer.from('zz', 'hex'), Buffer.from('abc', 'hex'), Buffer.from('0x12', 'hex'));
console.log(Buffer.from([256, -1, 1.9, '3', 'x']), Buffer.from(new Uint16Array([1, 256])), Buffer.from(new ArrayBuffer(2), 1), Buffer.from({ length: 2, 0: 5, 1: 6 }), Buffer.from(Buffer.from('copy')), Buffer.from(new String('boxed')), Buffer.from({ type: 'Buffer', data: [1, 2] }));
for (const attempt of [() => Buffer.from(12), () => Buffer.from(null), () => Buffer.from('x', 'nope'), () => Buffer.alloc('5'), () => Buffer.alloc(-1), () => Buffer.from({}), () => Buffer.concat('x'), () => Buffer.from(Symbol('x')), () => Buffer.alloc(2).toString('nope'), () => Buffer.byteLength(5)]) {
  try { attempt(); console.log('accepted'); } catch (error) { console.log(error.name, error.code, error.message); }
}
const invalid = Buffer.from([0xc3, 0x28, 0xe2, 0x82, 0xf0, 0x9f, 0x98, 0xed, 0xa0, 0x80, 0xff]);
console.log(JSON.stringify(invalid.toString()), JSON.stringify(invalid.toString('ascii')), JSON.stringify(invalid.toString('latin1', 1, 4)), invalid.toString('utf8', -5, 2), invalid.toString('hex', 2, 100));
const { transcode, isUtf8, isAscii, constants, kMaxLength, INSPECT_MAX_BYTES, btoa } = require('node:buffer');
console.log(transcode(Buffer.from('€é'), 'utf8', 'latin1'), transcode(Buffer.from('é'), 'utf8', 'utf16le'), transcode(Buffer.from([0xe9]), 'latin1', 'utf8'), isUtf8(invalid), isAscii(Buffer.from('abc')), INSPECT_MAX_BYTES, btoa('x'));
console.log(Buffer.from('a').toJSON(), JSON.stringify(Buffer.from('hi')), `${Buffer.from('interpolated')}`, Buffer.poolSize, Buffer.of(1, 2, 3));
// More text than a string can hold.
const { MAX_STRING_LENGTH, MAX_LENGTH } = require('node:buffer').constants;
const huge = Buffer.alloc(MAX_STRING_LENGTH + 1);
console.log(MAX_STRING_LENGTH, MAX_LENGTH);
for (const [encoding, length] of [['utf8', huge.length], ['latin1', huge.length], ['ascii', huge.length], ['hex', huge.length / 2 + 1], ['base64', huge.length * 0.76], ['base64url', huge.length * 0.76]]) {
  try {
    console.log(huge.toString(encoding, 0, length).length);
  } catch (error) {
    console.log(encoding, error.name, error.code, error.message);
  }
}
