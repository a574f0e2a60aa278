// Two ways to move money. The first is broken on purpose: it has no transaction.
const transfer = {
  debit: 'UPDATE accounts SET balance = balance - 30 WHERE id = 1',
  credit: 'UPDATE accounts SET balance = balance + 30 WHERE id = 2',
};
// Every account pays 1 to Bob's: 1,999 rows, and the same rule for the sum.
const fee = {
  debit: 'UPDATE accounts SET balance = balance - 1 WHERE id <> 2',
  credit: 'UPDATE accounts SET balance = balance + 1999 WHERE id = 2',
};
export const jobs = { transfer, fee };

/** Each runs both statements of a job. dieAt is where the process may be killed. */
export const ways = {
  async bare(db, { debit, credit }, dieAt) {
    db.exec(debit);
    await dieAt('debited');
    db.exec(credit);
    await dieAt('credited');
  },
  async transaction(db, { debit, credit }, dieAt) {
    db.exec('BEGIN');
    try {
      db.exec(debit);
      await dieAt('debited');
      db.exec(credit);
      await dieAt('credited');
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
    await dieAt('committed');
  },
};
