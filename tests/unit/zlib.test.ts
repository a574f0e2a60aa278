import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { promisify } from 'node:util';
import * as realZlib from 'node:zlib';
import { createZlibBinding } from '../../src/engine/embedded/worker/bindings/zlib/full.ts';
import { loadBrotli } from '../../src/engine/embedded/worker/bindings/zlib/brotli.ts';
import { describeError } from '../support/fs-pair.ts';
import { loadNodeLibrary } from '../support/node-library.ts';
import { requireInternals } from '../support/with-internals.ts';

requireInternals(import.meta.filename);

type Zlib = typeof realZlib;
type Call = (...args: unknown[]) => unknown;
type Method = 'deflate' | 'gzip' | 'deflateRaw' | 'inflate' | 'gunzip' | 'inflateRaw' | 'unzip' | 'brotliDecompress';

const wasm = createRequire(import.meta.url).resolve('brotli-dec-wasm/web/bg.wasm');
const brotli = loadBrotli(readFileSync(wasm));

function ourZlib(options: Parameters<typeof createZlibBinding>[1] = { brotli: () => brotli }): Zlib {
  return loadNodeLibrary(
    (id) => id === 'zlib',
    (context) => ({ zlib: createZlibBinding(context, options) }),
  ).require('zlib') as Zlib;
}

const zlib = ourZlib();

async function outcome(call: () => unknown): Promise<unknown> {
  try {
    return { value: await call() };
  } catch (error) {
    return { error: describeError(error) };
  }
}

/** Tests that a call has the same outcome in both, synchronously and with a callback. */
async function same(
  method: Method,
  input: unknown,
  options: object = {},
  normalize = (result: unknown): unknown => result,
): Promise<void> {
  const call = (library: Zlib) => async () => ({
    sync: normalize(await outcome(() => (library[`${method}Sync`] as Call)(input, options))),
    callback: normalize(
      await outcome(() => promisify<unknown, object, unknown>(library[method] as never)(input, options)),
    ),
  });
  assert.deepEqual(await call(zlib)(), await call(realZlib)(), method);
}

/** Writes the chunks one by one, each with a flush after it or not, and records what comes out and when. */
function stream(
  library: Zlib,
  name: string,
  options: object,
  chunks: readonly Uint8Array[],
  flushes: readonly (number | undefined)[] = [],
): Promise<unknown[]> {
  const seen: unknown[] = [];
  return new Promise((resolve) => {
    const make = library[`create${name}` as 'createGzip'];
    const through = make(options);
    through.on('data', (chunk: Buffer) => seen.push(chunk.toString('hex')));
    through.on('end', () => seen.push('end'));
    through.on('error', (error) => seen.push(describeError(error)));
    through.on('close', () => {
      seen.push(['close', through.bytesWritten]);
      resolve(seen);
    });
    const next = (index: number): void => {
      if (through.destroyed) return;
      const chunk = chunks[index];
      if (chunk === undefined) {
        through.end();
        return;
      }
      through.write(chunk, () => {
        const flush = flushes[index];
        if (flush === undefined) return next(index + 1);
        through.flush(flush, () => {
          seen.push(`flushed ${flush}`);
          next(index + 1);
        });
      });
    };
    next(0);
  });
}

const text = Buffer.from(readFileSync(new URL(import.meta.url)));
/** Bytes with all degrees of order, and none. */
const bytes = fc
  .oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ maxLength: 400 }).map((value) => Buffer.from(value)),
    fc.tuple(fc.nat(7000), fc.nat(text.length)).map(([length, start]) => text.subarray(start, start + length)),
    fc.tuple(fc.nat(255), fc.nat(40_000)).map(([value, length]) => Buffer.alloc(length, value)),
  )
  .map((value) => Buffer.from(value));
const compressors = [
  ['Deflate', 'Inflate'],
  ['Gzip', 'Gunzip'],
  ['DeflateRaw', 'InflateRaw'],
  ['Gzip', 'Unzip'],
] as const;
const options = fc.record({
  level: fc.integer({ min: -1, max: 9 }),
  memLevel: fc.integer({ min: 1, max: 9 }),
  strategy: fc.integer({ min: 0, max: 4 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
  chunkSize: fc.constantFrom(64, 100, 1024, 16_384),
});

function split(data: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (data.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => data.subarray(start, places[index] ?? data.length));
}

test('compressed bytes are those of Node, for all options, chunkings and flushes', async () => {
  await fc.assert(
    fc.asyncProperty(
      bytes,
      options,
      fc.array(fc.nat(), { maxLength: 6 }),
      fc.array(fc.constantFrom(undefined, 1, 2, 3, 5), { maxLength: 7 }),
      fc.constantFrom(...compressors),
      async (data, chosen, cuts, flushes, [compress, decompress]) => {
        // zlib repeats a flush's marker when the output is full just then; pako finds it full a byte later
        const option = flushes.some((flush) => flush !== undefined) ? { ...chosen, chunkSize: 16_384 } : chosen;
        const chunks = split(data, cuts);
        const expected = await stream(realZlib, compress, option, chunks, flushes);
        const actual = await stream(zlib, compress, option, chunks, flushes);
        assert.deepEqual(actual, expected);
        const packed = Buffer.from(actual.filter((chunk) => /^[0-9a-f]+$/.test(String(chunk))).join(''), 'hex');
        const cutsBack = split(packed, cuts);
        const back = await stream(zlib, decompress, { ...option, windowBits: 15 }, cutsBack);
        assert.deepEqual(back, await stream(realZlib, decompress, { ...option, windowBits: 15 }, cutsBack));
        assert.equal(back.filter((chunk) => /^[0-9a-f]+$/.test(String(chunk))).join(''), data.toString('hex'));
      },
    ),
    { seed: 20_261_123, numRuns: 200 },
  );
});

test('damaged, cut and prolonged input fails, or does not, as in Node', async () => {
  await fc.assert(
    fc.asyncProperty(
      bytes,
      fc.constantFrom(...(['deflate', 'gzip', 'deflateRaw'] as const)),
      fc.constantFrom(...(['inflate', 'gunzip', 'inflateRaw', 'unzip'] as const)),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
      fc.option(fc.nat()),
      fc.oneof(fc.constant(Buffer.alloc(0)), fc.uint8Array({ maxLength: 5 }), fc.constant(Buffer.alloc(3))),
      fc.constantFrom({}, { rejectGarbageAfterEnd: true }, { finishFlush: 2 }, { chunkSize: 64 }),
      async (data, pack, unpack, damages, cut, tail, option) => {
        const packed = realZlib[`${pack}Sync`](data);
        for (const [place, value] of damages) packed[place % packed.length] = value;
        const kept = packed.subarray(0, cut === null ? packed.length : cut % (packed.length + 1));
        const input = Buffer.concat([kept, tail]);
        await same(unpack, input, option);
        const name = `${unpack[0]?.toUpperCase()}${unpack.slice(1)}`;
        const chunks = split(input, [1, 2, 11, 17]);
        assert.deepEqual(await stream(zlib, name, option, chunks), await stream(realZlib, name, option, chunks));
      },
    ),
    { seed: 20_261_124, numRuns: 400 },
  );
});

test('gzip members that follow one another are one stream; other garbage is not', async () => {
  const one = realZlib.gzipSync('one ');
  const two = realZlib.gzipSync('two');
  const tails = [
    two,
    Buffer.concat([Buffer.alloc(5), two]),
    Buffer.from('rubbish'),
    Buffer.from([0x1f]),
    Buffer.alloc(9),
    two.subarray(0, 9),
  ];
  for (const tail of tails) {
    for (const option of [{}, { rejectGarbageAfterEnd: true }]) {
      const input = Buffer.concat([one, tail]);
      await same('gunzip', input, option);
      await same('unzip', input, option);
      for (const chunks of [
        [one, tail],
        split(input, [one.length + 1]),
        [...input].map((byte) => Buffer.from([byte])),
      ]) {
        assert.deepEqual(
          await stream(zlib, 'Gunzip', option, chunks),
          await stream(realZlib, 'Gunzip', option, chunks),
        );
        assert.deepEqual(await stream(zlib, 'Unzip', option, chunks), await stream(realZlib, 'Unzip', option, chunks));
      }
    }
  }
  assert.equal(zlib.gunzipSync(Buffer.concat([one, two])).toString(), 'one two');
});

test('the errors that programs meet have the texts and codes of Node', async () => {
  const packed = realZlib.deflateSync('some text');
  await same('inflate', Buffer.from('not compressed'));
  await same('gunzip', Buffer.from('not compressed'));
  await same('inflateRaw', Buffer.from([7]));
  await same('inflate', packed.subarray(0, 5));
  await same('inflate', '');
  await same('gunzip', Buffer.alloc(0));
  await same('deflate', 5);
  await same('deflate', 'x', { level: 12 });
  await same('deflate', 'x', { windowBits: 3 });
  await same('inflate', packed, { windowBits: 0 });
  await same('inflate', packed, { maxOutputLength: 3 });
  await same('deflate', 'some text', { info: false, chunkSize: 64 });
  assert.throws(() => zlib.inflateSync(Buffer.from('not compressed')), {
    message: 'incorrect header check',
    errno: -3,
    code: 'Z_DATA_ERROR',
  });
});

test('dictionaries', async () => {
  const dictionary = Buffer.from('the quick brown fox jumps over the lazy dog');
  const data = Buffer.from('the lazy dog jumps over the quick brown fox');
  for (const [pack, unpack] of [
    ['deflate', 'inflate'],
    ['deflateRaw', 'inflateRaw'],
    ['gzip', 'gunzip'],
  ] as const) {
    await same(pack, data, { dictionary });
    const packed = realZlib[`${pack}Sync`](data, { dictionary });
    await same(unpack, packed, { dictionary });
    await same(unpack, packed);
    await same(unpack, packed, { dictionary: Buffer.from('another') });
    await same(unpack, packed, { dictionary: new Uint16Array([1, 2]) });
  }
});

test('params() changes level and strategy in mid-stream, reset() starts anew', async () => {
  const run = (library: Zlib) =>
    new Promise<unknown[]>((resolve) => {
      const seen: unknown[] = [];
      const deflate = library.createDeflate({ level: 9 });
      deflate.on('data', (chunk: Buffer) => seen.push(chunk.toString('hex')));
      deflate.on('end', () => resolve(seen));
      deflate.write(text.subarray(0, 3000), () =>
        deflate.params(1, 0, () => {
          seen.push('level 1');
          deflate.write(text.subarray(3000, 6000), () =>
            deflate.params(6, 3, () => {
              seen.push('level 6, run lengths');
              deflate.end(text.subarray(0, 3000));
            }),
          );
        }),
      );
    });
  assert.deepEqual(await run(zlib), await run(realZlib));
  const stored = (library: Zlib) =>
    new Promise<Buffer>((resolve) => {
      const chunks: Buffer[] = [];
      const deflate = library.createDeflate({ level: 0 });
      deflate.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
      deflate.write(text.subarray(0, 3000), () => deflate.params(9, 0, () => deflate.end(text)));
    });
  assert.deepEqual(realZlib.inflateSync(await stored(zlib)), Buffer.concat([text.subarray(0, 3000), text]));
  const resets = async (library: Zlib) => {
    const inflate = library.createInflate();
    const packed = realZlib.deflateSync('again');
    const seen: string[] = [];
    inflate.on('data', (chunk: Buffer) => seen.push(String(chunk)));
    inflate.on('error', (error) => seen.push(error.message));
    inflate.write(packed.subarray(0, 4));
    await new Promise<void>((resolve) => inflate.flush(() => resolve()));
    inflate.reset();
    inflate.end(packed);
    await new Promise((resolve) => inflate.on('close', resolve));
    return seen;
  };
  assert.deepEqual(await resets(zlib), await resets(realZlib));
});

test('a flushed stream can be read up to there at once, as server-sent events need', async () => {
  const gzip = zlib.createGzip();
  const gunzip = zlib.createGunzip();
  gzip.pipe(gunzip);
  const received: string[] = [];
  gunzip.on('data', (chunk: Buffer) => received.push(String(chunk)));
  for (const event of ['data: one\n\n', 'data: two\n\n']) {
    gzip.write(event);
    const before = received.join('').length;
    gzip.flush(zlib.constants.Z_SYNC_FLUSH);
    while (received.join('').length === before) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(received.join('').endsWith(event));
  }
  gzip.end();
  await new Promise((resolve) => gunzip.on('end', resolve));
});

test('closing in the middle of a write, twice, and writing afterwards', async () => {
  const run = async (library: Zlib) => {
    const seen: unknown[] = [];
    const deflate = library.createDeflate();
    deflate.on('error', (error) => seen.push(describeError(error))).on('close', () => seen.push('close'));
    deflate.write(text, () => seen.push('written'));
    deflate.close(() => seen.push('closed'));
    deflate.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    deflate.write('more', (error) => seen.push(describeError(error)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    return seen;
  };
  assert.deepEqual(await run(zlib), await run(realZlib));
});

test('crc32 of text, bytes and parts', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.uint8Array()), fc.nat(0xffff_ffff), (data, value) => {
      assert.equal(zlib.crc32(data, value), realZlib.crc32(data, value));
    }),
    { seed: 1 },
  );
  assert.equal(zlib.crc32(new DataView(text.buffer, text.byteOffset, 10)), realZlib.crc32(text.subarray(0, 10)));
});

test('Brotli is written as stored blocks, which every decoder reads', async () => {
  for (const size of [0, 1, 65_536, 200_001]) {
    const data = Buffer.alloc(size, 'port 3000 ');
    for (const chunkSize of [64, 16_384]) {
      const packed = zlib.brotliCompressSync(data, { chunkSize });
      assert.deepEqual(realZlib.brotliDecompressSync(packed), data);
      assert.ok(packed.length <= size + 3 * Math.ceil(size / 65_536) + 3 * Math.ceil(size / chunkSize) + 2);
    }
  }
});

test('Brotli is decoded in whole and in parts, and refused when cut or damaged', async () => {
  const cutAt = fc.option(fc.nat());
  const places = fc.array(fc.nat(), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(bytes, places, cutAt, fc.constantFrom(64, 16_384), async (data, cuts, cut, chunkSize) => {
      const packed = realZlib.brotliCompressSync(data, { params: { [realZlib.constants.BROTLI_PARAM_QUALITY]: 4 } });
      const input = packed.subarray(0, cut === null ? packed.length : cut % (packed.length + 1));
      await same('brotliDecompress', input, { chunkSize });
      // the two decoders differ in how much comes out before a stream fails
      const joined = (seen: unknown[]) => {
        const errors = seen.filter((entry) => typeof entry === 'object' && !Array.isArray(entry));
        return errors.length > 0 ? errors : seen.filter((entry) => typeof entry === 'string').join('');
      };
      const chunks = split(input, cuts);
      assert.deepEqual(
        joined(await stream(zlib, 'BrotliDecompress', { chunkSize }, chunks)),
        joined(await stream(realZlib, 'BrotliDecompress', { chunkSize }, chunks)),
      );
    }),
    { seed: 20_261_125, numRuns: 200 },
  );
  for (const damaged of [[222], [0xff, 0xff, 0xff], [0x0b, 0x02, 0x80, 0x61], [0x91, 0x80]]) {
    await same('brotliDecompress', Buffer.from(damaged));
  }
});

test('what is missing says so and says what to use', () => {
  const without = ourZlib({});
  const code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
  assert.throws(() => without.brotliDecompressSync(Buffer.alloc(1)), {
    code,
    message: /not available in this sandbox; use gzip/,
  });
  assert.throws(() => zlib.createZstdCompress(), { code, message: /Zstandard/ });
  assert.throws(() => zlib.zstdDecompressSync(Buffer.alloc(1)), { code, message: /Zstandard/ });
});
