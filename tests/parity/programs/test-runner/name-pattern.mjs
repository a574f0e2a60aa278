// node: --test-name-pattern=red --test-skip-pattern=dark
import test, { describe, it } from 'node:test';

test('a red one', () => {});
test('a blue one', () => {});
test('a dark red one', () => {});
describe('colors', () => {
  it('red again', () => {});
  it('green', () => {});
});
