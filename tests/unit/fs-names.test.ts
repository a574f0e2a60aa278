import fc from 'fast-check';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { compare, type Fs } from '../support/fs-pair.ts';
import { requireInternals } from '../support/with-internals.ts';

requireInternals(import.meta.filename);

/** Random calls on few names, so that they meet: every error that names can cause comes up. */
const name = fc.constantFrom(
  'a',
  'b',
  'a/x',
  'a/y',
  'a/x/z',
  'b/x',
  'l',
  'l/x',
  'missing/x',
  'a/',
  'a/../b',
  '.',
  'a/.',
  'a/..',
  '',
);
const calls: Record<string, fc.Arbitrary<unknown[]>> = {
  writeFile: fc.tuple(
    name,
    fc.constantFrom('', 'one', 'zwölf'),
    fc.constantFrom({}, { flag: 'wx' }, { flag: 'a' }, { flag: 'r+' }, { mode: 0o600 }),
  ),
  appendFile: fc.tuple(name, fc.constant('more')),
  readFile: fc.tuple(name, fc.constantFrom('utf8', null, 'hex')),
  mkdir: fc.tuple(name, fc.constantFrom({}, { recursive: true }, 0o700)),
  rmdir: fc.tuple(name),
  unlink: fc.tuple(name),
  rename: fc.tuple(name, name),
  link: fc.tuple(name, name),
  symlink: fc.tuple(fc.constantFrom('a', 'b/x', 'l', '../base/b', 'nowhere', './a'), name),
  readlink: fc.tuple(name),
  realpath: fc.tuple(name),
  stat: fc.tuple(name, fc.constantFrom({}, { throwIfNoEntry: false })),
  lstat: fc.tuple(name),
  access: fc.tuple(name, fc.constantFrom(0, 1, 4, 6)),
  readdir: fc.tuple(name, fc.constantFrom({}, { withFileTypes: true }, { recursive: true })),
  // A disk lists a directory in an order of its own, so which of several errors comes first is chance.
  rm: fc.tuple(
    name.filter((path) => !path.includes('..')),
    fc.constantFrom({}, { recursive: true }, { force: true }, { recursive: true, force: true }),
  ),
  truncate: fc.tuple(name, fc.constantFrom(0, 2, 9)),
  chmod: fc.tuple(name, fc.constantFrom(0o600, 0o755)),
  utimes: fc.tuple(name, fc.constant(1.5), fc.constant(1_700_000_000.25)),
  lutimes: fc.tuple(name, fc.constant(-2.5), fc.constant(1_700_000_000)),
  copyFile: fc.tuple(name, name, fc.constantFrom(0, 1)),
  opendir: fc.tuple(name),
};
const paths: Record<string, number> = { rename: 2, link: 2, copyFile: 2 };

const call = fc.constantFrom(...Object.keys(calls)).chain((method) =>
  fc.record({
    method: fc.constant(method),
    args: calls[method] as fc.Arbitrary<unknown[]>,
    style: fc.constantFrom('sync', 'callback', 'promise'),
  }),
);

type Call = (...args: unknown[]) => unknown;

function invoke(fs: Fs, method: string, style: string, args: unknown[]): unknown {
  const finish = (result: unknown): unknown => {
    if (method === 'opendir') return 'made';
    return method === 'utimes' || method === 'lutimes' ? result : result;
  };
  const methods = fs as unknown as Record<string, Call>;
  if (style === 'sync') return finish((methods[`${method}Sync`] as Call)(...args));
  const perform =
    style === 'promise'
      ? ((fs.promises as unknown as Record<string, Call>)[method] as Call)
      : promisify(methods[method] as never);
  return Promise.resolve(perform.apply(fs.promises, args)).then(finish);
}

/** Everything below a directory, with its stats and contents. */
function tree(fs: Fs, base: string): unknown[] {
  return fs.readdirSync(base, { withFileTypes: true }).map((entry) => {
    const path = `${base}/${entry.name}`;
    const { mtimeMs, mode, nlink } = fs.lstatSync(path);
    const old = mtimeMs < 1_750_000_000_000 ? mtimeMs : 'now';
    if (entry.isDirectory()) return [entry.name, mode, nlink, old, tree(fs, path)];
    const contents = entry.isSymbolicLink() ? fs.readlinkSync(path) : fs.readFileSync(path, 'latin1');
    return [entry.name, mode, nlink, old, contents];
  });
}

test('random calls on names give the same results, errors and trees as on a real disk', async () => {
  const program = fc.array(call, { minLength: 5, maxLength: 30, size: 'max' });
  await fc.assert(
    fc.asyncProperty(program, (steps) =>
      compare(async ({ fs, base, log, attempt }) => {
        for (const { method, args, style } of steps) {
          const full = args.map((value, index) => {
            const isPath = index === 0 ? method !== 'symlink' : index < (paths[method] ?? 1);
            return isPath || (method === 'symlink' && index === 1) ? `${base}/${String(value)}` : value;
          });
          log(method, style, ...full);
          await attempt(() => invoke(fs, method, style, full));
        }
        log(tree(fs, dirname(dirname(base))));
      }),
    ),
    { seed: 20_261_123, numRuns: 250 },
  );
});
