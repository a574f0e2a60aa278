// Broken on purpose: the first stage renames the column in one step, and the others do
// nothing. A stage has `sql`, statements, or `batch`, one statement that is repeated
// until it changes no row. The old app is live up to "contract", the new one from
// "backfill" on.
export const stages = [
  { name: 'expand', sql: ['ALTER TABLE users RENAME COLUMN name TO full_name'] },
  { name: 'dualWrite', sql: [] },
  { name: 'backfill', sql: [] },
  { name: 'contract', sql: [] },
];
