/** The keys that `getOwnNonIndexProperties` finds, and how many of them it looks at. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getOwnNonIndexProperties } from '../../src/engine/embedded/worker/own-properties.ts';

const ALL = 0;
const ONLY_ENUMERABLE = 2;
const SKIP_SYMBOLS = 16;

test('the filter is a set of bits', () => {
  const symbol = Symbol('s');
  const value = Object.assign([1, 2], { name: 1, [symbol]: 1 });
  assert.deepEqual(getOwnNonIndexProperties(value, ALL), ['length', 'name', symbol]);
  assert.deepEqual(getOwnNonIndexProperties(value, ONLY_ENUMERABLE), ['name', symbol]);
  assert.deepEqual(getOwnNonIndexProperties(value, ONLY_ENUMERABLE | SKIP_SYMBOLS), ['name']);
});

test('the elements of a large array are not looked at one by one', () => {
  let asked = 0;
  const target = Object.assign(new Uint8Array(100_000), { more: 1 });
  const watched = new Proxy(target, {
    getOwnPropertyDescriptor(object, key) {
      asked += 1;
      return Reflect.getOwnPropertyDescriptor(object, key);
    },
  });
  assert.deepEqual(getOwnNonIndexProperties(watched, ONLY_ENUMERABLE), ['more']);
  assert.ok(asked < 10, `${asked} of 100,001 keys were looked at`);
});
