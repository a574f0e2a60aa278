import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

globalThis.seen = 'first';
describe('a suite', () => {
  it('passes', () => assert.equal(globalThis.seen, 'first'));
  it('is left out', { skip: 'not now' }, () => {});
});
console.log('printed by the first file');
