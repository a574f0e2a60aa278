import { relative } from 'node:path';
import * as copied from './counter.cjs';
import { load } from './loader.cjs';
import * as live from './counter.mjs';

const columns = [];
for (const folder of ['commonjs', 'esm']) {
  await import(`./${folder}/probe.js`);
  columns.push(globalThis.report);
}
const [commonjs, esm] = columns;

console.log(`${'the same text'.padEnd(18)}${'commonjs/'.padEnd(18)}esm/`);
for (const name of Object.keys(commonjs)) {
  console.log(name.padEnd(18) + commonjs[name].padEnd(18) + esm[name]);
}

console.log('\ncount, after calling increment twice');
for (const counter of [copied, live]) {
  counter.increment();
  counter.increment();
}
console.log(`  counter.cjs  ${copied.count}`);
console.log(`  counter.mjs  ${live.count}`);

console.log('\nrequire() of an ES module');
const prices = load('./prices.mjs');
console.log('  prices.mjs  beans', prices.beans, 'and default', prices.default);
console.log('  waits.mjs  ', load('./waits.mjs'));

console.log('\nimport.meta');
console.log('  dirname   ', relative(process.cwd(), import.meta.dirname) || '.');
console.log('  filename  ', relative(process.cwd(), import.meta.filename));
console.log('  main      ', import.meta.main);
console.log('  resolve   ', import.meta.resolve('./prices.mjs').split('/').at(-1));
