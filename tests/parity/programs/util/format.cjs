const { format, formatWithOptions, inspect } = require('node:util');
console.log(format('%s %s', 'a'), format('%s', 'a', 'b', { c: 1 }), format('%d %d %d', 42, '42.5', 'x'), format('%i %f', 42.9, '1.5kg'), format('%j', { a: [1] }), format('%%', 1), format('%o', { a: [1] }), format('%O', { a: { b: { c: { d: {} } } } }), format('%c styled', 'color: red'), format('%x', 1), format(1, 2, '3'), format('%s', null, undefined), format('%s %s %s', 1n, Symbol('s'), -0), format('%d', 1n), format('%s', () => 1), format('%s', class A {}), format('%s', { toString() { return 'own'; } }), format('%s', new (class B { toString() { return 'class own'; } })()), format('%s', new Error('err').message), format('%s', [1, [2, [3]]]), format('%s', new Date(0)), format('%'), format('%s%'), format('a', 'b\nc', { d: 'e' }));
const circular = {};
circular.c = circular;
console.log(format('%j', circular), format('%s', Object.create(null)), format('%i', 'x'), format('%f', Symbol('x')), format('%s', 'x'.repeat(5), ...Array(3).fill('y')));
console.log(formatWithOptions({ colors: true, depth: 0 }, '%s %O', 'x', { a: { b: 1 } }, [1]));
console.log(inspect(format), format(), format(''), format(undefined), format('%s', ''));
