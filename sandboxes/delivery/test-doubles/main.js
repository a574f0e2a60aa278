import { readFile } from 'node:fs/promises';
import { mutants, refactored } from './mutants.js';
import { tests } from './tests.js';

const source = await readFile(new URL('order.js', import.meta.url), 'utf8');

/** The function as it would be with the change. */
async function changed([from, to]) {
  const text = source.replace(from, to);
  if (text === source) throw new Error(`order.js has no “${from}” (any more)`);
  const { placeOrder } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return placeOrder;
}

/** Whether the test fails, as it should for a mutant. */
const sees = (test, placeOrder) => test(placeOrder).then(() => false, () => true);

const width = 25;
const names = Object.keys(tests);
const head = ''.padEnd(width) + names.map((name) => name.padEnd(12)).join('');
console.log(head.trimEnd());
for (const [what, change] of Object.entries({ ...mutants, ...refactored })) {
  const placeOrder = await changed(change);
  const cells = [];
  for (const name of names) cells.push((await sees(tests[name], placeOrder)) ? 'fails' : '.');
  const line = what.padEnd(width) + cells.map((cell) => cell.padEnd(12)).join('');
  console.log(line.trimEnd());
}
