import 'node:test';
console.log('no test at all');
