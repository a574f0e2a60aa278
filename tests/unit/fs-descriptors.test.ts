import assert from 'node:assert/strict';
import fc from 'fast-check';
import { constants } from 'node:fs';
import { test } from 'node:test';
import { compare, createVirtualFs } from '../support/fs-pair.ts';
import { requireInternals } from '../support/with-internals.ts';

requireInternals(import.meta.filename);

type Call = (...args: unknown[]) => unknown;

const { O_APPEND, O_CREAT, O_RDWR, O_TRUNC } = constants;
const slot = fc.nat({ max: 3 });
const position = fc.constantFrom(null, 0, 3, 20, -1, 5n);
const flags = fc.constantFrom('r', 'r+', 'w', 'w+', 'a', 'a+', 'wx', O_RDWR | O_CREAT, O_RDWR | O_APPEND | O_TRUNC);

const step = fc.oneof(
  fc.record({
    method: fc.constant('open'),
    slot,
    args: fc.tuple(fc.constantFrom('one', 'two', 'folder', 'none/x'), flags),
  }),
  fc.record({ method: fc.constant('close'), slot, args: fc.tuple() }),
  fc.record({ method: fc.constant('read'), slot, args: fc.tuple(fc.constantFrom(0, 1, 7, 64), position) }),
  fc.record({ method: fc.constant('readv'), slot, args: fc.tuple(fc.constantFrom([2, 3], [1, 0, 64]), position) }),
  fc.record({
    method: fc.constant('write'),
    slot,
    args: fc.tuple(fc.constantFrom('', 'abc', 'äöü', 'x'.repeat(300)), position),
  }),
  fc.record({
    method: fc.constant('writeString'),
    slot,
    args: fc.tuple(fc.constantFrom('text', 'äöü'), position, fc.constantFrom('utf8', 'latin1', 'hex', undefined)),
  }),
  fc.record({ method: fc.constant('writev'), slot, args: fc.tuple(fc.constantFrom(['ab', 'cde'], ['q']), position) }),
  fc.record({ method: fc.constant('ftruncate'), slot, args: fc.tuple(fc.constantFrom(0, 2, 40, -3)) }),
  fc.record({ method: fc.constant('fstat'), slot, args: fc.tuple() }),
  fc.record({ method: fc.constant('fsync'), slot, args: fc.tuple() }),
  fc.record({ method: fc.constant('fchmod'), slot, args: fc.tuple(fc.constantFrom(0o600, 0o644)) }),
  fc.record({ method: fc.constant('futimes'), slot, args: fc.tuple(fc.constant(1), fc.constant(2.5)) }),
  fc.record({ method: fc.constant('readFile'), slot, args: fc.tuple(fc.constantFrom('utf8', null)) }),
  fc.record({ method: fc.constant('writeFile'), slot, args: fc.tuple(fc.constantFrom('', 'whole', 'grüße')) }),
  fc.record({ method: fc.constant('appendFile'), slot, args: fc.tuple(fc.constant('end')) }),
);

const buffer = (length: number) => Buffer.alloc(length);

/** The arguments of one call after the descriptor, with the buffers that it fills. */
function prepare(method: string, args: readonly unknown[]): { name: string; rest: unknown[]; seen: Buffer[] } {
  switch (method) {
    case 'read': {
      const target = buffer(args[0] as number);
      return { name: 'read', rest: [target, 0, target.length, args[1]], seen: [target] };
    }
    case 'readv': {
      const targets = (args[0] as number[]).map(buffer);
      return { name: 'readv', rest: [targets, args[1]], seen: targets };
    }
    case 'write': {
      const bytes = Buffer.from(args[0] as string);
      return { name: 'write', rest: [bytes, 0, bytes.length, args[1]], seen: [] };
    }
    case 'writeString':
      return { name: 'write', rest: [...args], seen: [] };
    case 'writev':
      return { name: 'writev', rest: [(args[0] as string[]).map((text) => Buffer.from(text)), args[1]], seen: [] };
    default:
      return { name: method, rest: [...args], seen: [] };
  }
}

/** Calls with a callback may have several results; they come as an array. */
function withCallback(call: Call, args: unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    call(...args, (error: unknown, ...results: unknown[]) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as it came
      if (error) reject(error);
      else resolve(results[0]);
    });
  });
}

for (const style of ['sync', 'callback'] as const) {
  test(`random calls on descriptors, ${style}`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40, size: 'max' }), (steps) =>
        compare(async ({ fs, base, log, attempt }) => {
          fs.writeFileSync(`${base}/one`, 'first contents');
          fs.mkdirSync(`${base}/folder`);
          const methods = fs as unknown as Record<string, Call>;
          const perform = (name: string, args: unknown[]): unknown =>
            style === 'sync' ? (methods[`${name}Sync`] as Call)(...args) : withCallback(methods[name] as Call, args);
          const open: (number | undefined)[] = [];
          for (const { method, slot, args } of steps) {
            log(method, slot, args);
            const fd = open[slot];
            if (method === 'open') {
              await attempt(async () => {
                const made = (await perform('open', [`${base}/${String(args[0])}`, args[1]])) as number;
                if (fd !== undefined) fs.closeSync(fd);
                open[slot] = made;
                return made > 2;
              });
              continue;
            }
            if (method === 'close') open[slot] = undefined;
            const { name, rest, seen } = prepare(method, args);
            await attempt(async () => {
              const result = await perform(name, [fd ?? 9999, ...rest]);
              return [result, ...seen];
            });
          }
          for (const fd of open) if (fd !== undefined) fs.closeSync(fd);
          for (const name of ['one', 'two']) await attempt(() => fs.readFileSync(`${base}/${name}`));
        }),
      ),
      { seed: 20_261_124, numRuns: 150 },
    );
  });
}

test('descriptors: invalid numbers, order of numbers, too many', async () => {
  await compare(async ({ fs, attempt }) => {
    for (const fd of [-1, 1.5, 2 ** 31, '1', null, undefined, {}, 5n, Symbol('s'), () => {}]) {
      for (const method of ['close', 'fstat', 'fsync', 'fdatasync', 'ftruncate'] as const) {
        await attempt(() => (fs[`${method}Sync`] as Call)(fd));
        await attempt(() => (fs[method] as Call)(fd, () => {}));
      }
    }
  });
  const { fs } = createVirtualFs();
  const first = fs.openSync('/tmp/a', 'w');
  const second = fs.openSync('/tmp/a', 'r');
  assert.deepEqual([first, second], [3, 4]);
  fs.closeSync(first);
  assert.equal(fs.openSync('/tmp/a', 'r'), 3, 'the lowest free number is given');
});

test('a file without a name lives as long as it is open', async () => {
  await compare(({ fs, base, log }) => {
    const fd = fs.openSync(`${base}/f`, 'w+');
    fs.unlinkSync(`${base}/f`);
    fs.writeSync(fd, 'still here');
    log(fs.readFileSync(fd, 'utf8'), fs.fstatSync(fd).nlink);
    const read = buffer(20);
    log(fs.readSync(fd, read, 0, 20, 0), read, fs.existsSync(`${base}/f`));
    fs.closeSync(fd);
  });
});

test('FileHandle: methods, positions, closing, errors', async () => {
  await compare(async ({ fs, base, log, attempt }) => {
    const { open } = fs.promises;
    const handle = await open(`${base}/f`, 'w+');
    await handle.write('hello world');
    await handle.write(Buffer.from('HELLO'), 0, 5, 0);
    log(await handle.read(buffer(5), 0, 5, 3), (await handle.stat()).size);
    await handle.truncate(8);
    log(await handle.readFile('utf8'));
    await handle.writev([Buffer.from('1'), Buffer.from('22')], 8);
    log((await handle.readv([buffer(2), buffer(9)], 5)).buffers);
    await handle.appendFile('!');
    await handle.chmod(0o600);
    await handle.utimes(10, 20.5);
    await handle.datasync();
    await handle.sync();
    const { mode, mtimeMs } = await handle.stat();
    log(mode, mtimeMs);
    const closing: unknown[] = [];
    (handle as unknown as import('node:events').EventEmitter).on('close', () => closing.push('close'));
    log(handle.close() instanceof Promise, handle.fd);
    await attempt(() => handle.close());
    log(closing);
    await attempt(() => handle.read());
    await attempt(() => open(`${base}/none`, 'r'));
    await attempt(() => open(`${base}/f`, 'wx'));
    await using other = await open(`${base}/f`);
    const lines: string[] = [];
    for await (const line of other.readLines()) lines.push(line);
    log(lines);
    const streamed = await open(`${base}/f`);
    let bytes = 0;
    for await (const chunk of streamed.readableWebStream({ autoClose: true })) bytes += (chunk as Uint8Array).length;
    log(bytes);
    const busy = await open(`${base}/f`, 'r+');
    const pending = [busy.write('x'), busy.close()];
    log((await Promise.allSettled(pending)).map(({ status }) => status));
    await attempt(() =>
      fs.promises.writeFile(
        `${base}/g`,
        (function* () {
          yield 'a';
          yield 'b';
        })(),
      ),
    );
    await attempt(() => fs.promises.readFile(`${base}/g`, 'utf8'));
    await attempt(() => fs.promises.readFile(base));
  });
});

test('streams read ranges, write with flags, and report errors', async () => {
  await compare(async ({ fs, base, log }) => {
    const finish = (stream: import('node:stream').Stream) =>
      new Promise<void>((resolve) => stream.on('close', resolve).on('error', (error) => log(error)));
    const collect = async (stream: import('node:fs').ReadStream) => {
      const chunks: unknown[] = [];
      stream.on('open', (fd) => chunks.push(typeof fd)).on('data', (chunk) => chunks.push(chunk));
      await finish(stream);
      log(chunks, stream.bytesRead);
    };
    const big = Buffer.alloc(200_000, 'abcdefghij');
    const writer = fs.createWriteStream(`${base}/big`, { highWaterMark: 1000 });
    let drained = 0;
    writer.on('drain', () => {
      drained += 1;
    });
    for (let at = 0; at < big.length; at += 50_000) writer.write(big.subarray(at, at + 50_000));
    writer.end('tail');
    await finish(writer);
    log(writer.bytesWritten, drained > 0, fs.statSync(`${base}/big`).size);
    await collect(fs.createReadStream(`${base}/big`));
    await collect(fs.createReadStream(`${base}/big`, { start: 5, end: 11, encoding: 'utf8' }));
    await collect(fs.createReadStream(`${base}/big`, { start: 199_990, highWaterMark: 4 }));
    await collect(fs.createReadStream(`${base}/missing`));
    await collect(fs.createReadStream(base));
    const patch = fs.createWriteStream(`${base}/big`, { flags: 'r+', start: 3 });
    patch.end('XYZ');
    await finish(patch);
    const append = fs.createWriteStream(`${base}/big`, { flags: 'a', flush: true });
    append.write('a');
    append.write('b');
    append.end();
    await finish(append);
    const exclusive = fs.createWriteStream(`${base}/big`, { flags: 'wx' });
    await finish(exclusive);
    const text = fs.readFileSync(`${base}/big`, 'latin1');
    log(text.slice(0, 10), text.slice(-6));
  });
});

test('standard output and error go to the output function, standard input is at its end', () => {
  const written: [number, string][] = [];
  const { fs } = createVirtualFs({ output: (fd, bytes) => written.push([fd, Buffer.from(bytes).toString()]) });
  fs.writeSync(1, 'out');
  fs.writeFileSync(2, 'err');
  fs.writeFileSync('/dev/stdout', 'again');
  fs.appendFileSync('/dev/null', 'gone');
  assert.deepEqual(written, [
    [1, 'out'],
    [2, 'err'],
    [1, 'again'],
  ]);
  assert.equal(fs.readFileSync(0, 'utf8'), '');
  assert.equal(fs.readFileSync('/dev/null', 'utf8'), '');
  assert.throws(() => fs.readSync(1, buffer(1)), { code: 'EBADF', syscall: 'read' });
  assert.ok(fs.fstatSync(1).isFIFO());
});

test('a full disk fails with ENOSPC and is usable again after a deletion', () => {
  const { fs } = createVirtualFs({ capacity: 100_000 });
  fs.writeFileSync('/tmp/a', Buffer.alloc(60_000));
  assert.throws(() => fs.writeFileSync('/tmp/b', Buffer.alloc(60_000)), {
    code: 'ENOSPC',
    message: 'ENOSPC: no space left on device, write',
  });
  fs.rmSync('/tmp/a');
  fs.writeFileSync('/tmp/b', Buffer.alloc(60_000));
  const { bfree, bsize } = fs.statfsSync('/');
  assert.equal(bfree, Math.floor(40_000 / bsize));
});
