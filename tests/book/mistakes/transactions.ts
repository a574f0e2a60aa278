import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'nobody looks whether the payee was found',
    file: 'transfer.js',
    replace: ['  if (credit.changes === 0) throw new Refused(404, `no account ${to}`);\n', ''],
    fails: ['an unknown account is 404, and nobody has paid', '200 transfers with faults: no money is made or lost'],
  },
  {
    what: 'a lost COMMIT is not rolled back',
    file: 'transfer.js',
    replace: [
      `    await query('COMMIT');
  } catch (error) {
    await query('ROLLBACK'); // whatever has failed, COMMIT itself included
    if (error instanceof Refused) {
      return { status: error.status, body: { error: error.message } };
    }
    throw error;
  }
`,
      `  } catch (error) {
    await query('ROLLBACK');
    if (error instanceof Refused) {
      return { status: error.status, body: { error: error.message } };
    }
    throw error;
  }
  await query('COMMIT');
`,
    ],
    fails: [
      'whichever statement is lost, all is done or nothing',
      'wherever the process is killed, all is done or nothing',
      '200 transfers with faults: no money is made or lost',
    ],
  },
  {
    what: 'what was done before an error is committed',
    file: 'transfer.js',
    replace: [
      "    await query('ROLLBACK'); // whatever has failed, COMMIT itself included",
      "    await query('COMMIT');",
    ],
    fails: [
      'an unknown account is 404, and nobody has paid',
      'a statement that fails takes the others back',
      'whichever statement is lost, all is done or nothing',
      '200 transfers with faults: no money is made or lost',
    ],
  },
  {
    what: 'the audit is written when the transfer has committed',
    file: 'transfer.js',
    replace: [
      `  await query(
    'INSERT INTO audit (payer, payee, amount, note) VALUES (?, ?, ?, ?)',
    from, to, amount, note,
  );
}`,
      `  await query('COMMIT');
  await query('BEGIN');
  await query(
    'INSERT INTO audit (payer, payee, amount, note) VALUES (?, ?, ?, ?)',
    from, to, amount, note,
  );
}`,
    ],
    fails: [
      'a statement that fails takes the others back',
      'whichever statement is lost, all is done or nothing',
      'wherever the process is killed, all is done or nothing',
      '200 transfers with faults: no money is made or lost',
    ],
  },
  {
    what: 'the check alone guards the balance, and its error is a 500',
    file: 'transfer.js',
    replace: [
      `WHERE id = ? AND balance >= ?',
    amount, from, amount,`,
      `WHERE id = ?',
    amount, from,`,
    ],
    fails: ['an overdraft is 409 and changes nothing'],
  },
  {
    what: 'a transfer to oneself is let through',
    file: 'transfer.js',
    replace: ["  if (from === to) throw new Refused(422, 'from and to are one account');\n", ''],
    fails: ['from an account to itself is 422 and changes nothing'],
  },
  {
    what: 'the whole balance cannot be sent',
    file: 'transfer.js',
    replace: ['AND balance >= ?', 'AND balance > ?'],
    fails: ['a transfer that is covered is made: 201'],
  },
  {
    what: 'an error of the database is taken for success',
    file: 'transfer.js',
    replace: ['    throw error;\n  }\n  const', '  }\n  const'],
    fails: [
      'a statement that fails takes the others back',
      'whichever statement is lost, all is done or nothing',
      '200 transfers with faults: no money is made or lost',
    ],
  },
  {
    what: 'the audit forgets the note',
    file: 'transfer.js',
    replace: ['from, to, amount, note,\n  );', "from, to, amount, note.length > 40 ? note : '',\n  );"],
    fails: ['a transfer that is covered is made: 201'],
  },
  {
    what: 'a lost statement is answered as if the client were wrong',
    file: 'transfer.js',
    replace: ['    throw error;', '    return { status: 404, body: {} };'],
    fails: ['whichever statement is lost, all is done or nothing'],
  },
  {
    what: 'a transfer of many statements forgets its tenth, the COMMIT',
    file: 'transfer.js',
    replace: [
      `    await query('COMMIT');
  } catch (error) {
    await query('ROLLBACK'); // whatever has failed, COMMIT itself included
    if (error instanceof Refused) {
      return { status: error.status, body: { error: error.message } };
    }
    throw error;
  }
`,
      `    for (let n = 0; n < 5; n += 1) await query('SELECT sum(balance) FROM accounts');
  } catch (error) {
    await query('ROLLBACK');
    if (error instanceof Refused) {
      return { status: error.status, body: { error: error.message } };
    }
    throw error;
  }
  await query('COMMIT');
`,
    ],
    fails: [
      'whichever statement is lost, all is done or nothing',
      'wherever the process is killed, all is done or nothing',
    ],
  },
  {
    what: 'the accounts begin anew at each start',
    file: 'schema.js',
    replace: ['INSERT OR IGNORE', 'INSERT OR REPLACE'],
    fails: ['wherever the process is killed, all is done or nothing'],
  },
];
