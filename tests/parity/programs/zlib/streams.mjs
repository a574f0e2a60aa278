import zlib from 'node:zlib';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const [gzip, gunzip] = [promisify(zlib.gzip), promisify(zlib.gunzip)];
console.log((await gunzip(await gzip('callback'))).toString());
await gunzip('nonsense').catch((error) => console.log(error.code, error.message));
const source = Array.from({ length: 200 }, (_, index) => `line ${index} ${'x'.repeat(index)}\n`);
const packed = zlib.createGzip({ level: 9, chunkSize: 64 });
const unpacked = zlib.createGunzip();
let text = '';
let chunks = 0;
packed.on('data', () => (chunks += 1));
await pipeline(Readable.from(source), packed, unpacked, async (parts) => {
  for await (const part of parts) text += part;
});
console.log(text === source.join(''), chunks > 5, packed.bytesWritten === text.length, unpacked.bytesWritten < text.length);

const deflate = zlib.createDeflate();
const sizes = [];
deflate.on('data', (part) => sizes.push(part.length));
deflate.write('first part');
await new Promise((resolve) => deflate.flush(resolve));
console.log('flushed', sizes.length > 0);
deflate.write('second part');
await new Promise((resolve) => deflate.params(0, zlib.constants.Z_DEFAULT_STRATEGY, resolve));
deflate.end('third');
await new Promise((resolve) => deflate.on('end', resolve));
console.log(sizes.length, deflate.bytesWritten);

const broken = zlib.createGunzip();
broken.on('error', (error) => console.log('error', error.code, error.errno, error.message));
broken.on('close', () => console.log('close'));
broken.end('not gzip');
await new Promise((resolve) => broken.on('close', resolve));
const short = zlib.createGunzip();
short.on('error', (error) => console.log('short', error.code, error.message));
short.resume();
short.end(zlib.gzipSync('some text').subarray(0, 12));
await new Promise((resolve) => short.on('close', resolve));
const reset = zlib.createDeflateRaw();
reset.close(() => console.log('closed'));
try {
  reset.flush();
  zlib.createGzip({ chunkSize: 1 });
} catch (error) {
  console.log(error.code, error.message);
}
const response = new Response(new Blob(['web stream']).stream().pipeThrough(new CompressionStream('gzip')).pipeThrough(new DecompressionStream('gzip')));
console.log(await response.text(), Object.keys(zlib.constants).length, zlib.codes.Z_DATA_ERROR);
