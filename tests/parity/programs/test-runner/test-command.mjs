// node: --test --test-isolation=none
import test from 'node:test';

test('run by the command', () => {});
test('fails', () => { throw new Error('no'); });
