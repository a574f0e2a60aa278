/**
 * Functions of the language that Node 24 has and some browser lacks; installed before Node's library, which takes
 * references to the functions that it finds. Each is written to do what the standard says, not for speed.
 */
import { define } from './define.ts';
import { installDisposal } from './disposal.ts';
import { installIteratorHelpers } from './iterators.ts';
import { installSetMethods } from './sets.ts';

export function installLanguage(): void {
  installDisposal();
  installIteratorHelpers();
  installSetMethods();
  define(Promise, {
    /** https://tc39.es/ecma262/#sec-promise.try */
    try(this: PromiseConstructor, callback: (...args: unknown[]) => unknown, ...args: unknown[]): Promise<unknown> {
      return new this((resolve) => resolve(callback(...args)));
    },
  });
  define(RegExp, { escape: escapeRegExp });
  define(Error, {
    /** https://tc39.es/ecma262/#sec-error.iserror; cannot see through a changed Symbol.toStringTag. */
    isError: (value: unknown): boolean =>
      typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Error]',
  });
  define(Math, { f16round: roundToHalf });
}

const PUNCTUATORS = /[,\-=<>#&!%:;@~'`"]/;
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;
const CONTROLS: Readonly<Record<string, string>> = { '\t': 't', '\n': 'n', '\v': 'v', '\f': 'f', '\r': 'r' };

/** https://tc39.es/ecma262/#sec-regexp.escape */
function escapeRegExp(text: unknown): string {
  if (typeof text !== 'string') throw new TypeError('RegExp.escape() takes a string');
  let escaped = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    if (escaped === '' && /[0-9A-Za-z]/.test(character)) escaped += `\\x${hex}`;
    else if (SYNTAX.test(character)) escaped += `\\${character}`;
    else if (CONTROLS[character] !== undefined) escaped += `\\${CONTROLS[character]}`;
    else if (PUNCTUATORS.test(character) || /[\s\uFEFF]/.test(character) || (code >= 0xd800 && code <= 0xdfff)) {
      escaped += code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
    } else escaped += character;
  }
  return escaped;
}

/** The nearest number that 16 bits hold, ties to even. https://tc39.es/ecma262/#sec-math.f16round */
function roundToHalf(value: unknown): number {
  const number = Number(value);
  const size = Math.abs(number);
  if (!Number.isFinite(number) || number === 0) return number;
  if (size >= 65_520) return Math.sign(number) * Infinity;
  // The distance between neighbors: ten bits below the leading one, never below 2 ** -24.
  const step = 2 ** Math.max(Math.floor(Math.log2(size)) - 10, -24);
  const steps = size / step;
  const below = Math.floor(steps);
  const rest = steps - below;
  const rounded = rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
  return Math.sign(number) * rounded * step;
}
