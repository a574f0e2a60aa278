import test from 'node:test';

test('a promise that nobody settles', () => new Promise(() => {}));
test('after it', () => {});
