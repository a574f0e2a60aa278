// One connection to the database, as to a server: a statement is sent, its answer is
// awaited. It also makes the faults; leave it as it is.
import { DatabaseSync } from 'node:sqlite';
import { schema } from './schema.js';

const db = new DatabaseSync('bank.db');
db.exec(schema);

let fault = null; // { at, kind }: which statement of the next transfer does not arrive
let fired = false;
let sent = 0;

export const arm = (wanted) => ([fault, fired] = [wanted, false]);
export const hasFired = () => fired;

/** Counts the statements of one transfer; a fault that did not happen is forgotten. */
export async function counted(step) {
  sent = 0;
  try {
    return await step();
  } finally {
    fault = null;
  }
}

/** @returns { rows, changes }; throws what the database says, or a lost connection */
export async function query(sql, ...values) {
  sent += 1;
  await null; // others may run while this one waits
  // A lost ROLLBACK would be no fault to handle here: close such a connection, and the
  // database rolls back by itself. This one has no second connection, so it arrives.
  if (sent === fault?.at && !/^\s*ROLLBACK/i.test(sql)) {
    const { kind } = fault;
    [fault, fired] = [null, true];
    if (kind === 'hang') await new Promise(() => {}); // until somebody kills it
    throw new Error(`statement ${sent} was lost: ${sql}`);
  }
  const statement = db.prepare(sql);
  if (statement.columns().length > 0) {
    const rows = statement.all(...values);
    return { rows, changes: rows.length };
  }
  return { rows: [], changes: statement.run(...values).changes };
}
