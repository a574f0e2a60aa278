const source = { date: new Date(0), map: new Map([[{ k: 1 }, new Set([1n])]]), re: /x/gi, error: new RangeError('r', { cause: 'c' }), buffer: new Uint8Array([1, 2]), nested: [undefined, null, NaN, -0], boxed: Object('s') };
source.self = source;
const copy = structuredClone(source);
console.log(copy.self === copy, copy.date, copy.map, copy.re, copy.error.name, copy.error.message, copy.error.cause, copy.error instanceof RangeError, copy.buffer, copy.nested, copy.boxed);
class Point { x = 1; get y() { return 2; } method() {} }
console.log(structuredClone(new Point()), structuredClone(Object.create({ inherited: 1 })), structuredClone(Buffer.from('ab')), structuredClone(new (class MyError extends Error { name = 'MyError'; })('m')).name);
const { buffer } = new Uint8Array([1, 2, 3]);
console.log(structuredClone(buffer, { transfer: [buffer] }).byteLength, buffer.byteLength, buffer.detached);
for (const value of [() => {}, Symbol('s'), new WeakMap(), Promise.resolve(), { f() {} }]) {
  try { structuredClone(value); } catch (error) { console.log(error.name, error.code, error.message, error instanceof DOMException); }
}
try { structuredClone(); } catch (error) { console.log(error.name, error.code, error.message); }
