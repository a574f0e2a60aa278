/**
 * Makes a program give the same output every time: `node --import deterministic.mjs server.js`.
 *
 * Random numbers come from a fixed seed, the process id is fixed. The clock is its caller's to stop. Plain
 * JavaScript, because it runs unchanged in real Node and in the embedded engine.
 */
import crypto from 'node:crypto';
import * as moduleApi from 'node:module';

Object.defineProperty(process, 'pid', { value: 4242, configurable: true, enumerable: true, writable: true });

// One stream of 32-bit numbers per process
// (xorshift, George Marsaglia, Journal of Statistical Software 8(14), 2003)

// Two processes of one sandbox must not produce the same identifiers, so the seed takes the file's
// name, its arguments and the port, all of which are the same wherever the sandbox runs.
let state = 2463534242;
const [, file = '', ...rest] = process.argv;
for (const character of [file.split(/[\\/]/).at(-1), ...rest, process.env.PORT].join(' ')) {
  state = (nextUint32() ^ character.codePointAt(0)) >>> 0 || 1;
}

function nextUint32() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  state >>>= 0;
  return state;
}

function fill(view, offset = 0, length = view.byteLength - offset) {
  const bytes = ArrayBuffer.isView(view)
    ? new Uint8Array(view.buffer, view.byteOffset + offset, length)
    : new Uint8Array(view, offset, length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = nextUint32() & 0xff;
  return view;
}

function uuid() {
  const bytes = fill(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4, RFC 9562 section 5.4
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

Math.random = () => nextUint32() / 0x100000000;

// Each replacement first calls the real function, so that wrong arguments give Node's own error.

const real = {
  randomBytes: crypto.randomBytes,
  randomInt: crypto.randomInt,
  randomUUID: crypto.randomUUID,
  randomFillSync: crypto.randomFillSync,
  randomFill: crypto.randomFill,
  getRandomValues: crypto.webcrypto.getRandomValues,
};

crypto.randomBytes = crypto.pseudoRandomBytes = function randomBytes(size, callback) {
  const bytes = fill(real.randomBytes(size));
  if (callback === undefined) return bytes;
  setImmediate(callback, null, bytes);
  return undefined;
};

crypto.randomInt = function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function') return randomInt(0, min, max);
  real.randomInt(min, max);
  const value = min + Math.floor((nextUint32() / 0x100000000) * (max - min));
  if (callback === undefined) return value;
  setImmediate(callback, null, value);
  return undefined;
};

crypto.randomUUID = function randomUUID(options) {
  real.randomUUID(options);
  return uuid();
};

crypto.randomFillSync = function randomFillSync(view, offset, size) {
  real.randomFillSync(view, offset, size);
  return fillPart(view, offset, size);
};

crypto.randomFill = function randomFill(view, offset, size, callback) {
  const done = [offset, size, callback].find((argument) => typeof argument === 'function');
  const numbers = [offset, size].filter((argument) => typeof argument === 'number');
  real.randomFill(view, ...numbers, (error) => done(error, error ? undefined : fillPart(view, ...numbers)));
};

/** Offset and size count elements, as in Node. */
function fillPart(view, offset = 0, size = undefined) {
  const element = view.BYTES_PER_ELEMENT ?? 1;
  return fill(view, offset * element, size === undefined ? view.byteLength - offset * element : size * element);
}

const webCrypto = Object.getPrototypeOf(crypto.webcrypto);
webCrypto.getRandomValues = function getRandomValues(view) {
  return fill(real.getRandomValues.call(crypto.webcrypto, view));
};
webCrypto.randomUUID = function randomUUID() {
  return uuid();
};

// Makes `import { randomUUID } from 'node:crypto'` see the replacements.
moduleApi.syncBuiltinESMExports();
