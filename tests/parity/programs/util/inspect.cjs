const { inspect } = require('node:util');
const show = (...values) => values.forEach((value) => console.log(inspect(value)));
show(0, -0, 1n, NaN, 'it\'s', "quo\"te's", 'new\nline', `back\`'"`, Symbol('s'), Symbol.iterator, undefined, null, true);
show([], [1, , 3], [1, 2, , ,], new Array(5), Array.from({ length: 120 }, (_, n) => n), ['a', ['b', ['c', ['d', ['e']]]]]);
show({}, { a: 1, 'b-c': 2, [Symbol('k')]: 3, 12: 4 }, { a: { b: { c: { d: 1 } } } }, Object.create(null), Object.create({ inherited: 1 }));
class Point { constructor() { this.x = 1; } get computed() { return 2; } static s = 1; #hidden = 3; }
class Point3 extends Point { constructor() { super(); this.z = 3; } }
show(new Point(), new Point3(), Point, Point3, class {}, class extends Point {}, Object.create(Point.prototype));
show(function named() {}, () => {}, async () => {}, function* generator() {}, async function* asyncGenerator() {}, Math.max, Object.assign(function withProps() {}, { a: 1 }));
show(new Map([['a', 1], [{ k: 1 }, new Map()]]), new Set([1, 'two', [3]]), new WeakMap(), new WeakSet(), [1, 2][Symbol.iterator](), 'ab'[Symbol.iterator](), 'ab'.matchAll(/a/g));
show(new Date(0), new Date(NaN), /re/gi, Object.assign(/x/, { extra: true }), new Error('e').message, [new Date(1e12)], Object(1), Object('str'), Object(true), Object(1n), Object(Symbol('boxed')), new String('abc'));
show(new Uint8Array(3), new Float64Array([1.5, -0]), new ArrayBuffer(4), new DataView(new ArrayBuffer(2), 1), Buffer.from('hello'), new BigInt64Array(1), Buffer.alloc(60));
const circular = { name: 'c', list: [] };
circular.self = circular;
circular.list.push(circular, { circular });
show(circular);
show({ get a() { return 1; }, set a(v) {}, get b() { return 2; }, set c(v) {} }, Object.freeze({ frozen: 1 }), Object.defineProperty({}, 'hidden', { value: 1 }));
show(globalThis === global, (function () { return arguments; })(1, 2), new (class extends Array {})(3), new (class Foo extends Map {})([[1, 2]]), new (class Bar extends Set {})(), new (class Baz extends Error {})('x').message);
show({ long: 'x'.repeat(200) }, ['x'.repeat(80), 'y'.repeat(80)], { text: 'line one\nline two is long enough to break over the width\nthree' });
show(Object.assign([1, 2], { prop: 'p', '-1': 'neg' }), { toString() { return 'custom'; } }, { [Symbol.toStringTag]: 'Tagged' }, new (class { get [Symbol.toStringTag]() { return 'T'; } })(), Object.create({ constructor: null }));
show({ [inspect.custom](depth, options) { return `custom depth=${depth} ${typeof options.stylize}`; } }, { nested: { [inspect.custom]: () => ({ replaced: true }) } });
show(Math, JSON, Reflect, Atomics, Intl, globalThis.process === process, new Intl.NumberFormat('en').constructor.name, async function () {}.constructor, Symbol, Proxy);
show([undefined, null, , NaN], [[[]]], [[[[]]]], { a: [] , b: {}, c: new Map(), d: new Set() }, new URL('http://u:p@h:1/p?q#f'), new URLSearchParams('a=1&b=2'), new AbortController().signal, new TextEncoder(), new Blob(['abc']), new Headers({ a: 'b' }));
