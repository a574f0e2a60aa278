/** Functions of the language that older browsers lack are noticed, and added. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const source = (path: string): string =>
  JSON.stringify(new URL(`../../src/engine/embedded/${path}`, import.meta.url).href);

const PROGRAM = `
  import { lacksLanguage } from ${source('host/language.ts')};
  import { installLanguage } from ${source('worker/polyfills/language.ts')};
  const seen = [lacksLanguage()];
  const iterator = Object.getPrototypeOf(Object.getPrototypeOf([].values()));
  for (const name of ['map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'forEach', 'some', 'every', 'find']) delete iterator[name];
  for (const name of ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom']) delete Set.prototype[name];
  for (const name of ['Iterator', 'SuppressedError', 'DisposableStack', 'AsyncDisposableStack']) delete globalThis[name];
  delete Promise.try;
  delete RegExp.escape;
  delete Error.isError;
  delete Math.f16round;
  seen.push(lacksLanguage());
  installLanguage();
  seen.push(lacksLanguage());
  seen.push([1, 2, 3].values().map((n) => n * 2).filter((n) => n > 2).take(1).toArray(), Iterator.from([1]).next());
  seen.push([...new Set([1, 2]).union(new Set([3]))], new Set([1]).isSubsetOf(new Set([1, 2])));
  seen.push(RegExp.escape('a.b'), Error.isError(new TypeError('x')), Error.isError({}), Math.f16round(1.0009), await Promise.try((a) => a, 7));
  class Own extends Iterator {}
  seen.push(new Own() instanceof Iterator, Iterator.name);
  try { new Iterator(); } catch ({ message }) { seen.push(message); }
  const stack = new DisposableStack();
  stack.defer(() => seen.push('disposed'));
  stack.dispose();
  console.log(JSON.stringify(seen));
`;

test('what a browser lacks of the language is noticed and given', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '--eval', PROGRAM],
    { encoding: 'utf8' },
  );
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), [
    false,
    true,
    false,
    [4],
    { value: 1, done: false },
    [1, 2, 3],
    true,
    '\\x61\\.b',
    true,
    false,
    1.0009765625,
    7,
    true,
    'Iterator',
    'Abstract class Iterator not directly constructable',
    'disposed',
  ]);
});
