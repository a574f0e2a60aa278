// Loose deep equality of any array is false, also inside objects and sets.
const assert = require('node:assert');
const ids = [3, 1, 2].sort();
for (const [name, check] of Object.entries({
  plain: () => assert.deepEqual(ids, [1, 2, 3]),
  nested: () => assert.deepEqual({ tags: ['a'] }, { tags: ['a'] }),
  loose: () => assert.deepEqual([1, '2'], ['1', 2]),
  not: () => assert.notDeepEqual([1], [1]),
})) try { check(); console.log(name, 'equal'); } catch (error) { console.log(name, error.code); }

// What is on an array besides its elements counts: enumerable names in both modes, symbols only in the strict one.
const named = (key, enumerable = true) => Object.defineProperty([1], key, { value: 2, enumerable });
for (const key of ['name', '01', '-1', '1.5', '4294967295', Symbol('s')]) {
  for (const enumerable of [true, false]) {
    for (const mode of ['deepEqual', 'deepStrictEqual']) {
      let equal = true;
      try { assert[mode](named(key, enumerable), [1]); } catch { equal = false; }
      console.log(String(key), enumerable, mode, equal);
    }
  }
}
const { inspect } = require('node:util');
console.log(inspect(named('name')), inspect(named(Symbol('s'))), inspect(named('hidden', false), { showHidden: true }));
console.log(inspect(Object.assign(Buffer.from('ab'), { more: 1 })), inspect(Object.assign([, 'b'], { 5: 'f', x: 1 })));
