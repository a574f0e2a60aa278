import { mkdirSync, writeFileSync } from 'node:fs';
import { add, db } from './orders.js';

const inTable = db.prepare('SELECT count(*) AS n FROM orders');
const shown = db.prepare('SELECT sum(orders) AS n FROM summary');
const start = inTable.get().n;
const looks = [];
let seconds = 0;

function look() {
  looks.push(`${seconds},${inTable.get().n - start},table`);
  looks.push(`${seconds},${shown.get().n - start},dashboard`);
  looks.splice(0, looks.length - 120); // the last ten minutes
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/age.csv', `seconds,orders,where\n${looks.join('\n')}\n`);
}

/** Ten orders every ten seconds, and a look at what the dashboard says by now. */
export function watch() {
  look();
  setInterval(() => {
    seconds += 10;
    for (let i = 0; i < 10; i += 1) add();
    look();
  }, 10_000);
}
