/** An answer that is no success, and that takes back what was done before it. */
class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function steps(query, { from, to, amount, note }) {
  if (from === to) throw new Refused(422, 'from and to are one account');
  // The condition and the change are one statement, and its count says what happened.
  const debit = await query(
    'UPDATE accounts SET balance = balance - ? WHERE id = ? AND balance >= ?',
    amount, from, amount,
  );
  if (debit.changes === 0) {
    const { rows } = await query('SELECT 1 FROM accounts WHERE id = ?', from);
    if (rows.length === 0) throw new Refused(404, `no account ${from}`);
    throw new Refused(409, 'not covered');
  }
  const credit = await query(
    'UPDATE accounts SET balance = balance + ? WHERE id = ?', amount, to);
  if (credit.changes === 0) throw new Refused(404, `no account ${to}`);
  await query(
    'INSERT INTO audit (payer, payee, amount, note) VALUES (?, ?, ?, ?)',
    from, to, amount, note,
  );
}

/** @returns { status, body } for whoever asked. What is thrown is answered 500 */
export async function transfer(query, order) {
  await query('BEGIN');
  try {
    await steps(query, order);
    await query('COMMIT');
  } catch (error) {
    await query('ROLLBACK'); // whatever has failed, COMMIT itself included
    if (error instanceof Refused) {
      return { status: error.status, body: { error: error.message } };
    }
    throw error;
  }
  const { from, to, amount } = order;
  return { status: 201, body: { from, to, amount } };
}
