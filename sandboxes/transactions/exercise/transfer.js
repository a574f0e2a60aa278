// Broken on purpose: it makes money, and loses money.

/** @returns { status, body } for whoever asked. What is thrown is answered 500 */
export async function transfer(query, { from, to, amount, note }) {
  const select = 'SELECT balance FROM accounts WHERE id = ?';
  const { rows: [payer] } = await query(select, from);
  const { rows: [payee] } = await query(select, to);

  const update = 'UPDATE accounts SET balance = ? WHERE id = ?';
  await query(update, payer.balance - amount, from);
  await query(update, payee.balance + amount, to);
  await query(
    'INSERT INTO audit (payer, payee, amount, note) VALUES (?, ?, ?, ?)',
    from, to, amount, note,
  );
  return { status: 201, body: { from, to, amount } };
}
