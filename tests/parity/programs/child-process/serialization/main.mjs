// serialization: 'advanced': what structured clone can carry.
import { fork } from 'node:child_process';
import { once } from 'node:events';

const child = fork('child.mjs', { serialization: 'advanced' });
const cyclic = { name: 'cyclic' };
cyclic.self = cyclic;
const values = {
  map: new Map([['key', new Set([1, 'two'])]]), date: new Date(0), pattern: /x+/gi, big: 12345678901234567890n, nan: NaN, minusZero: -0, undefined,
  buffer: Buffer.from('bytes'), floats: new Float64Array([1.5, -2]), error: new RangeError('out of range'), sparse: [1, , 3], cyclic,
};
child.send(values);
const [answer] = await once(child, 'message');
console.log(answer.map, answer.date, answer.pattern, answer.big, answer.nan, Object.is(answer.minusZero, -0), 'undefined' in answer);
console.log(Buffer.from(answer.buffer).toString(), answer.floats, answer.error.name, answer.error.message, answer.sparse, answer.cyclic.self === answer.cyclic);
try { child.send({ f() {} }); } catch ({ name }) { console.log(name); }
const bytes = new Uint8Array(500_000).fill(7);
child.send({ bytes });
const [back] = await once(child, 'message');
console.log(back.bytes.length, back.bytes.every((byte) => byte === 7));
child.send('end');
console.log(await once(child, 'exit'));
