// Runs the steps, and measures what each design has to write.
import { mkdirSync, writeFileSync } from 'node:fs';
import { db, rows } from './sheet.js';
import { sheetMove, steps } from './steps.js';

const all = (sql) => db.prepare(sql).all();
const tables = () =>
  all(`SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name <> 'imported' ORDER BY name`).map(({ name }) => name);
const count = (name) => all(`SELECT count(*) AS n FROM ${name}`)[0].n;

let original = ''; // what the sheet held before the first step
let plot = '';

/** How many rows a statement writes. It is undone. */
function rowsWritten(sql) {
  db.exec('BEGIN');
  const { changes } = db.prepare(sql).run();
  db.exec('ROLLBACK');
  return changes;
}

function begin() {
  original = JSON.stringify(rows().map(Object.values));
  plot = `form,rows\n0NF,${rowsWritten(sheetMove)}\n`;
}

/** All steps up to one of them, or none: they are one transaction. */
export function split(upTo) {
  if (![1, 2, 3].includes(upTo)) return { error: 'steps are 1, 2 and 3' };
  const done = ['departments', 'employees', 'phones']
    .findIndex((name) => tables().includes(name));
  const from = done === -1 ? 0 : steps.length - done;
  if (upTo <= from) {
    return { error: `step ${from} of 3 is done; POST /sheet begins anew` };
  }
  if (from === 0) begin();
  db.exec('BEGIN');
  try {
    for (const step of steps.slice(from, upTo)) db.exec(step.sql);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
  const { form, removes, move, back } = steps[upTo - 1];
  const toWrite = rowsWritten(move);
  plot += `${form},${toWrite}\n`;
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/moves.csv', plot);
  const again = all(`${back} ORDER BY employee_id, project_id`).map(Object.values);
  return {
    form,
    removes,
    tables: tables().map((name) => `${name}: ${count(name)} rows`),
    rowsToMoveSupport: toWrite,
    joinGivesTheSheet: JSON.stringify(again) === original,
  };
}
