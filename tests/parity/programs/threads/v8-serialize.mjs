import { deserialize, serialize } from 'node:v8';

const cyclic = { name: 'self' };
cyclic.self = cyclic;
const shared = { x: 1 };
const values = [
  undefined, null, true, false, 0, -1, 2 ** 31, -0, 1.5, NaN, 10n, -(2n ** 70n), 0n, '', 'latin é', 'wide ✓', [], [1, 'two', [3]], [, 1, ,], {}, { a: 1, 2: 'b' },
  cyclic, [shared, shared], new Date(0), new Date(NaN), /a+/gi, new Map([[1, { a: 2 }], ['k', 'v']]), new Set([1, 'x']), Object('text'), Object(1), Object(true), Object(5n),
  Buffer.from('bytes'), new Uint8Array([1, 2, 3]), new Float64Array([0.5]), new DataView(new ArrayBuffer(2)), new ArrayBuffer(3), Object.assign([1], { extra: true }),
];
for (const value of values) {
  const bytes = serialize(value);
  console.log(bytes.toString('hex'));
  console.log(deserialize(bytes));
}
const error = Object.assign(new RangeError('out', { cause: 'inner' }), { code: 'E' });
const copy = deserialize(serialize(error));
console.log(copy instanceof RangeError, copy.message, copy.cause, copy.code, copy.stack === error.stack);
for (const bad of [() => {}, Symbol('s'), { f() {} }, Promise.resolve(), new WeakMap()]) {
  try {
    serialize(bad);
  } catch (problem) {
    console.log(problem.name, problem.message);
  }
}
try {
  deserialize(Buffer.from([1, 2, 3]));
} catch (problem) {
  console.log(problem.message);
}
