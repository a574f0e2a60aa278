import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import zlib from 'node:zlib';

const text = 'the quick brown fox jumps over the lazy dog. '.repeat(50);
const methods = [['gzipSync', 'gunzipSync'], ['deflateSync', 'inflateSync'], ['deflateRawSync', 'inflateRawSync'], ['gzipSync', 'unzipSync'], ['deflateSync', 'unzipSync']];
for (const [pack, unpack] of methods) {
  for (const level of [0, 1, 6, 9, undefined]) {
    const packed = zlib[pack](text, level === undefined ? {} : { level });
    console.log(pack, level, packed.length, packed.toString('hex').slice(0, 40), zlib[unpack](packed).toString() === text);
  }
}
for (const strategy of ['Z_FILTERED', 'Z_HUFFMAN_ONLY', 'Z_RLE', 'Z_FIXED']) console.log(strategy, zlib.deflateSync(text, { strategy: zlib.constants[strategy] }).length);
console.log(zlib.gzipSync('').toString('hex'), zlib.gunzipSync(Buffer.concat([zlib.gzipSync('a'), zlib.gzipSync('b')])).toString());
const dictionary = Buffer.from('the quick brown fox');
const packed = zlib.deflateSync('the quick brown fox runs', { dictionary });
console.log(packed.toString('hex'), zlib.inflateSync(packed, { dictionary }).toString(), zlib.crc32('hello'), zlib.crc32(Buffer.from('lo'), zlib.crc32('hel')));
console.log(zlib.brotliDecompressSync(Buffer.from('CwyAaGVsbG8gYnJvdGxpLCBoZWxsbyBhZ2FpbgM=', 'base64')).toString());
const gz = zlib.gzipSync(text);
for (const attempt of [
  () => zlib.gunzipSync('nonsense'), () => zlib.gunzipSync(gz.subarray(0, 30)), () => zlib.inflateSync(gz), () => zlib.inflateSync(packed), () => zlib.inflateSync(packed, { dictionary: Buffer.from('wrong') }),
  () => zlib.gunzipSync(Buffer.concat([gz.subarray(0, -5), Buffer.alloc(5)])), () => zlib.gunzipSync(gz, { maxOutputLength: 100 }), () => zlib.gzipSync(5), () => zlib.gzipSync('x', { level: 10 }), () => zlib.gzipSync('x', { windowBits: 5 }), () => zlib.inflateRawSync('zzzz'), () => zlib.unzipSync(''),
  () => zlib.gunzipSync(gz.subarray(0, 30), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString(), () => zlib.brotliDecompressSync('nonsense'),
]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.name, error.code, error.errno, error.message);
  }
}
const describe = (object) => [...new Set(Object.values(Object.getOwnPropertyDescriptors(object)).map(({ writable, configurable, enumerable }) => `${writable} ${configurable} ${enumerable}`)), Object.isFrozen(object), Object.keys(object).length];
console.log(describe(zlib.constants), describe(zlib.codes), zlib.constants.Z_MAX_CHUNK, describe(fs.constants), describe(os.constants.errno), describe(crypto.constants));
