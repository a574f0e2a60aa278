/** The two rewritings of reader code: context across await, and modules as functions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { withContextAcrossAwait } from '../../src/engine/embedded/transform/await-context.ts';
import { readersText } from '../../src/engine/embedded/worker/modules/function-text.ts';
import { toModuleFunction } from '../../src/engine/embedded/transform/module-function.ts';
import { syntaxErrorPosition } from '../../src/engine/embedded/transform/syntax-error.ts';

/** Runs rewritten source with a context that records what happens to it. */
async function runWithContext(body: string, enters = true): Promise<unknown[]> {
  let frame: unknown = 'start';
  const seen: unknown[] = [];
  const context = {
    current: () => frame,
    restore: (value: unknown) => {
      frame = value;
    },
    resume: (value: unknown, result: unknown) => {
      frame = value;
      return result;
    },
    after: (result: unknown, value: unknown) => context.resume(value, result),
    pass: (value: unknown) => value,
  };
  const source = withContextAcrossAwait(`async function program() {${body}}`, { kind: 'function', enters });
  const make = new Function('__context', 'see', 'enter', 'other', `${source}; return program;`) as (
    ...args: unknown[]
  ) => () => Promise<void>;
  const other = async (value: unknown): Promise<unknown> => {
    await Promise.resolve();
    frame = 'of somebody else';
    if (value instanceof Error) throw value;
    return value;
  };
  await make(
    context,
    () => seen.push(frame),
    (value: unknown) => (frame = value),
    other,
  )();
  return seen;
}

test('the code after an await has the context of the code before it', async () => {
  assert.deepEqual(
    await runWithContext(
      `enter('mine'); see(); await other(1); see(); const a = (await other(2)) + (await other(3)); see(a);`,
    ),
    ['mine', 'mine', 'mine'],
  );
});

test('catch and finally have it too when the awaited promise rejects', async () => {
  assert.deepEqual(
    await runWithContext(
      `enter('mine'); try { await other(new Error('no')) } catch { see() } finally { see() } try { await other(new Error('no')) } catch {} see();`,
    ),
    ['mine', 'mine', 'mine'],
  );
});

test('for await restores it in every round and after the last', async () => {
  assert.deepEqual(
    await runWithContext(
      `enter('mine'); outer: for await (const x of (async function* () { yield other(1); yield other(2); yield other(3) })()) { see(); if (x === 2) continue outer; } see();`,
    ),
    ['mine', 'mine', 'mine', 'mine'],
  );
});

test('the rewriting adds no line and leaves source without await alone', () => {
  const source = 'const a = 1;\nfunction f() { return a }\n';
  assert.equal(withContextAcrossAwait(source, { kind: 'module' }), source);
  const lines = 'await 1;\nfor await (const x of y)\n  z(x);\ntry {\n  await q;\n} catch (e) {\n  r;\n}\n';
  assert.equal(withContextAcrossAwait(lines, { kind: 'module' }).split('\n').length, lines.split('\n').length);
});

test('rewritten source computes what the original computes', async () => {
  const leaf = fc.constantFrom(
    '1',
    'x',
    '(await y)',
    'await y',
    '[...await z]',
    '`${await y}`',
    '{...await w}',
    'await (async () => await y)()',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(leaf, { minLength: 1, maxLength: 4 }), async (parts) => {
      const body = `return [${parts.map((part) => (part.startsWith('{') ? `(${part})` : part)).join(', ')}]`;
      const parameters = ['__context', 'x', 'y', 'z', 'w'];
      const values = [
        { current: () => 0, restore() {}, resume: (_: unknown, value: unknown) => value },
        2,
        Promise.resolve(3),
        Promise.resolve([4, 5]),
        Promise.resolve({ k: 6 }),
      ];
      const evaluate = (text: string) =>
        (new Function(...parameters, `${text}; return f()`) as (...args: unknown[]) => Promise<unknown>)(...values);
      const plain = `async function f() { ${body} }`;
      assert.deepEqual(await evaluate(withContextAcrossAwait(plain, { kind: 'function' })), await evaluate(plain));
    }),
    { seed: 3000, numRuns: 200 },
  );
});

test('functions show the text that was rewritten', () => {
  const texts = [
    'async (a) => { const b = await a; return b; }',
    'async (a) => [await a, await (1, await a), `${await a}`]',
    'async function f() { try { await 1 } catch (e) { await e } finally { await null; } }',
    'class A { async *m() { x: for await (const y of z) { if (await y) continue x; yield y } } }',
    'async () => { for await (const x of y) await x; return async () => { await 1 } }',
  ];
  for (const text of texts)
    for (const enters of [false, true])
      assert.equal(readersText(withContextAcrossAwait(`(${text})`, { kind: 'function', enters })), `(${text})`);
  assert.equal(readersText('() => __engine.import("file:///a.mjs","b")'), '() => import("b")');
  assert.equal(readersText('() => __engine.meta("file:///a.mjs").url'), '() => import.meta.url');
});

interface Published {
  readonly exports: Record<string, () => unknown>;
  readonly body: Generator;
}

function instantiate(source: string, imports: readonly object[]): Published {
  const { body } = toModuleFunction(source);
  const exports: Record<string, () => unknown> = {};
  const GeneratorFunction = function* () {}.constructor as new (
    ...parameters: string[]
  ) => (...args: unknown[]) => Generator;
  const generator = new GeneratorFunction('__imports', '__export', '__exportAll', body)(
    imports,
    (getters: Record<string, () => unknown>) => Object.assign(exports, getters),
    () => {},
  );
  generator.next();
  return { exports, body: generator };
}

test('a module as a function publishes hoisted functions before it runs, and live bindings', () => {
  const { exports, body } = instantiate(
    'export let n = 1; export function up() { n += 1; return n } export { n as alias }; export default class Thing {}',
    [],
  );
  assert.equal(typeof exports['up']?.(), 'function');
  assert.throws(() => exports['n']?.(), ReferenceError);
  body.next();
  assert.equal(exports['n']?.(), 1);
  (exports['up']?.() as () => number)();
  assert.equal(exports['n']?.(), 2);
  assert.equal(exports['alias']?.(), 2);
  assert.equal((exports['default']?.() as { name: string }).name, 'Thing');
});

test('references to imports are reads of the other module, but for names that are shadowed', () => {
  const dependency = { a: 1, default: (x: number) => x * 10, b: 7 };
  const { exports, body } = instantiate(
    `import f, { a, b as c } from './d.js'; import * as all from './d.js';
     export const shorthand = { a, c };
     export const shadow = ((a) => a)(5);
     export const block = (() => { const c = 9; return c })();
     export const member = { a: 3 }.a;
     export const called = f(4);
     export const later = () => a;
     export const whole = all.b;
     export const patterns = (({ a: x = c }) => x)({});
     label: for (const a of [6]) { if (a) break label; }
     class K { a() { return a } static [c] = c }
     export const k = new K().a();`,
    [dependency],
  );
  body.next();
  const value = (name: string) => exports[name]?.();
  assert.deepEqual(value('shorthand'), { a: 1, c: 7 });
  assert.equal(value('shadow'), 5);
  assert.equal(value('block'), 9);
  assert.equal(value('member'), 3);
  assert.equal(value('called'), 40);
  assert.equal(value('whole'), 7);
  assert.equal(value('patterns'), 7);
  assert.equal(value('k'), 1);
  dependency.a = 2;
  assert.equal((value('later') as () => number)(), 2);
});

test('a call of an import is no continuation of the line before it, nor is what follows an import', () => {
  const seen: unknown[] = [];
  const { exports, body } = instantiate(
    `import { note } from './d.js'
     const first = 1
     note(first)
     let last = first
     import './e.js'
     ;(() => { last = 2 })()
     if (last)
       note(last)
     else
       note(0)
     switch (last) { case 2: last = 3
       note(last) }
     export { last }`,
    [{ note: (value: unknown) => seen.push(value) }, {}],
  );
  body.next();
  assert.deepEqual(seen, [1, 2, 3]);
  assert.equal(exports['last']?.(), 3);
});

test('top-level await is seen, await in functions is not', () => {
  assert.equal(toModuleFunction('await 1').usesAwait, true);
  assert.equal(toModuleFunction('for await (const x of y);').usesAwait, true);
  assert.equal(toModuleFunction('async function f() { await 1 }').usesAwait, false);
});

test('a syntax error has a line and a column', () => {
  assert.deepEqual(syntaxErrorPosition('const a = 1;\nconst b = ;\n', 'module'), { line: 2, column: 11 });
  assert.equal(syntaxErrorPosition('return 1', 'script'), undefined);
});
