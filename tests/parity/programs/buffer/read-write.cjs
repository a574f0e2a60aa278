const buffer = Buffer.alloc(16);
for (const [name, value] of Object.entries({ UInt8: 200, Int8: -5, UInt16LE: 65000, UInt16BE: 65000, Int16LE: -300, Int16BE: -300, UInt32LE: 4e9, UInt32BE: 4e9, Int32LE: -2e9, Int32BE: -2e9, FloatLE: 1.5, FloatBE: -2.25, DoubleLE: Math.PI, DoubleBE: -1e-300, BigInt64LE: -5n, BigUInt64BE: 2n ** 63n })) {
  buffer.fill(0);
  console.log(name, buffer[`write${name}`](value, 3), buffer, buffer[`read${name}`](3));
}
console.log(buffer.writeUIntBE(0x123456, 0, 3), buffer.readUIntBE(0, 3), buffer.readIntLE(0, 6), buffer.writeIntBE(-2, 1, 5), buffer.readIntBE(1, 5), buffer.readUint8(2));
for (const attempt of [() => buffer.readUInt8(16), () => buffer.readUInt32LE(13), () => buffer.readInt8(-1), () => buffer.readInt8('x'), () => buffer.readInt8(1.5), () => buffer.writeUInt8(256), () => buffer.writeInt16BE(40000), () => buffer.writeBigInt64LE(2n ** 64n), () => buffer.writeUInt8('a'), () => buffer.readUIntBE(0, 7), () => buffer.readUIntBE(0), () => Buffer.alloc(1).readDoubleLE(), () => buffer.writeBigInt64LE(5)]) {
  try { console.log('value', attempt()); } catch (error) { console.log(error.name, error.code, error.message); }
}
console.log(buffer.write('hello', 1), buffer.write('€€€€€€€', 10), buffer.write('6869', 2, 'hex'), buffer.write('abc', 3, 2, 'latin1'), buffer);
console.log(buffer.swap16(), buffer.subarray(2, 6).swap32(), Buffer.from('abcdefgh').swap64());
try { Buffer.alloc(3).swap16(); } catch (error) { console.log(error.code, error.message); }
