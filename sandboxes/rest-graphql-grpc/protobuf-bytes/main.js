import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import protobuf from 'protobufjs';
import { encodeOrder } from './by-hand.js';
import { comments, order, readings } from './data.js';
import { frame, createReader } from './frame.js';
import { explain, hex } from './read.js';
import { misread, reserved } from './reuse.js';

const source = readFileSync(new URL('shop.proto', import.meta.url), 'utf8');
const { root } = protobuf.parse(source, { keepCase: true });

function encode(name, value) {
  const type = root.lookupType(`shop.${name}`);
  const problem = type.verify(value);
  if (problem) throw new TypeError(`${name}: ${problem}`);
  return Buffer.from(type.encode(type.create(value)).finish());
}

const mine = encodeOrder(order);
const theirs = encode('Order', order);
console.log('One order');
console.log(`JSON     ${JSON.stringify(order)}`);
console.log(`by hand  ${hex(mine)}`);
console.log(`library  ${mine.equals(theirs) ? 'the same' : hex(theirs)}`);
console.log(explain(theirs).map((line) => `         ${line}`).join('\n'));

const sets = [
  ['one order', 'Order', order],
  [`${readings.length} readings`, 'Readings', { readings }],
  [`${comments.length} comments`, 'Comments', { comments }],
];
console.log('\nBytes         JSON  JSON gzip  protobuf  protobuf gzip');
for (const [data, name, value] of sets) {
  const json = Buffer.from(JSON.stringify(value));
  const binary = encode(name, value);
  const forms = [json, gzipSync(json), binary, gzipSync(binary)];
  const widths = [6, 11, 10, 15];
  const cells = forms.map(({ length }, n) => String(length).padStart(widths[n]));
  console.log(`${data.padEnd(12)}${cells.join('')}`);
}

console.log('\nField 4 again  written                 read');
console.log(misread().join('\n'));
console.log(`reserved    ${reserved()}`);

console.log('\nTwo messages in a gRPC stream, cut into pieces of 12 bytes');
const stream = Buffer.concat([frame(theirs), frame(encode('Line', order.lines[0]))]);
const reader = createReader();
for (let at = 0; at < stream.length; at += 12) {
  const piece = stream.subarray(at, at + 12);
  const complete = reader.push(piece).map((message) => `${message.length} bytes`);
  console.log(`${hex(piece).padEnd(36)} ${complete.join(', ') || '…'}`);
}
