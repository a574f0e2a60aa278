const assert = require('node:assert');
const attempts = {
  ok: () => assert.ok(0),
  call: () => assert(false),
  message: () => assert(null, 'my message'),
  none: () => assert(),
  equal: () => assert.equal(1, 2),
  notEqual: () => assert.notEqual(1, 1),
  strictEqual: () => assert.strictEqual('a', 'b'),
  strictLong: () => assert.strictEqual('a'.repeat(30) + '\nx\ny', 'a'.repeat(30) + '\nx\nz'),
  strictObjects: () => assert.strictEqual({ a: 1 }, { a: 1 }),
  strictNumbers: () => assert.strictEqual(1, 2, 'numbers'),
  errorMessage: () => assert.strictEqual(1, 2, new TypeError('own error')),
  notStrict: () => assert.notStrictEqual(5, 5),
  deep: () => assert.deepStrictEqual({ a: 1, b: { c: [1, 2, 3] } }, { a: 1, b: { c: [1, 2, 4] } }),
  deepTypes: () => assert.deepStrictEqual([1, '2', new Date(0)], [1, 2, new Date(1)]),
  deepLoose: () => assert.deepEqual({ a: 1 }, { a: '2' }),
  notDeep: () => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }),
  longDiff: () => assert.deepStrictEqual(Array.from({ length: 40 }, (_, n) => n), Array.from({ length: 40 }, (_, n) => (n === 20 ? -1 : n))),
  maps: () => assert.deepStrictEqual(new Map([['a', 1]]), new Map([['a', 2]])),
  sets: () => assert.deepStrictEqual(new Set([1, 2]), new Set([1, 3])),
  prototypes: () => assert.deepStrictEqual(new (class A {})(), new (class B {})()),
  partial: () => assert.partialDeepStrictEqual({ a: 1, b: 2 }, { a: 1, b: 3 }),
  throwsNot: () => assert.throws(() => {}),
  throwsWrong: () => assert.throws(() => { throw new Error('actual'); }, /expected/),
  throwsObject: () => assert.throws(() => { throw new TypeError('wrong'); }, { name: 'RangeError', message: 'wrong' }),
  throwsClass: () => assert.throws(() => { throw new TypeError('wrong class'); }, RangeError),
  throwsFunction: () => assert.throws(() => { throw new Error('x'); }, () => false),
  doesNotThrow: () => assert.doesNotThrow(() => { throw new Error('did'); }, 'should not'),
  match: () => assert.match('abc', /x/),
  doesNotMatch: () => assert.doesNotMatch('abc', /b/),
  matchType: () => assert.match(12, /1/),
  ifError: () => assert.ifError(new Error('if error')),
  ifErrorNull: () => assert.ifError(null),
  fail: () => assert.fail(),
  failMessage: () => assert.fail('failed on purpose'),
  rejectsArgument: () => assert.throws('not a function'),
  buffers: () => assert.deepStrictEqual(Buffer.from('ab'), Buffer.from('ac')),
  undefinedProperty: () => assert.deepStrictEqual({ a: undefined }, {}),
  nan: () => assert.deepStrictEqual([NaN, -0], [NaN, 0]),
  multiline: () => assert.strictEqual('one\ntwo\nthree', 'one\n2\nthree'),
  functions: () => assert.strictEqual(() => 1, () => 2),
  circular: () => { const a = {}; a.a = a; const b = { a: {} }; assert.deepStrictEqual(a, b); },
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    attempt();
    console.log(`--- ${name} passed`);
  } catch (error) {
    console.log(`--- ${name}\n${error.name} ${error.code} ${error.operator} ${error.generatedMessage}\n${error.message}`);
  }
}
console.log(Object.keys(assert).sort().join());
