const buffer = Buffer.from('this is a buffer, this is');
console.log(buffer.indexOf('is'), buffer.indexOf('is', 3), buffer.lastIndexOf('is'), buffer.lastIndexOf('this', -5), buffer.indexOf(Buffer.from('buf')), buffer.indexOf(97), buffer.indexOf('zz'), buffer.indexOf(''), buffer.indexOf('is', -2), buffer.includes('buffer'), buffer.includes(300), buffer.indexOf('6973', 0, 'hex'), Buffer.from('a€b', 'utf16le').indexOf('€', 0, 'utf16le'), buffer.indexOf('is', NaN), buffer.lastIndexOf('is', undefined), buffer.lastIndexOf('is', null), buffer.indexOf('', 100));
console.log(Buffer.compare(Buffer.from('a'), Buffer.from('b')), Buffer.from('b').compare(Buffer.from('ab'), 1, 2), buffer.equals(Buffer.from(buffer)), Buffer.from('abc').compare(Buffer.from('ab')), [Buffer.from('b'), Buffer.from('a')].sort(Buffer.compare));
console.log(Buffer.alloc(5).fill('ab'), Buffer.alloc(5, 'é'), Buffer.alloc(4).fill(0x1234), Buffer.alloc(4).fill('YQ==', 'base64'), Buffer.alloc(5).fill('x', 1, 3), Buffer.alloc(3).fill(''), Buffer.alloc(4, Buffer.from([1, 2])), Buffer.alloc(3).fill(1n === 1n));
const copy = Buffer.alloc(6, '.');
console.log(buffer.copy(copy, 1, 0, 4), copy.toString(), copy.copy(copy, 2), copy.toString(), Buffer.concat([copy, Buffer.from('x')]), Buffer.concat([copy], 3), Buffer.concat([copy], 8));
const slice = buffer.subarray(0, 4);
slice[0] = 84;
console.log(buffer.toString('latin1', 0, 6), slice.parent === buffer.buffer, slice.byteOffset - buffer.byteOffset, buffer.slice(-4).toString(), [...Buffer.from('ab').entries()], [...buffer.subarray(0, 2).keys()], buffer.at(-1), Buffer.from('abc').map((x) => x + 1), Buffer.from('xyz').reverse().toString(), buffer.length, typeof buffer.buffer);
for (const attempt of [() => buffer.fill('zz', 'hex'), () => buffer.fill(1, -1), () => buffer.indexOf({}), () => Buffer.compare('a', 'b'), () => buffer.equals('x'), () => buffer.copy('x'), () => Buffer.concat(['x']), () => buffer.compare(slice, -1)]) {
  try { console.log('value', attempt()); } catch (error) { console.log(error.name, error.code, error.message); }
}
const big = Buffer.alloc(100, 7);
console.log(big, Buffer.alloc(0), Object.assign(Buffer.from('p'), { prop: 1 }), Buffer.copyBytesFrom(new Uint16Array([1, 2]), 1));
