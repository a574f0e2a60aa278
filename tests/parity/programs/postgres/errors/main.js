// Errors with their SQLSTATE, transactions that a failed statement has aborted, and DDL that a rollback undoes.
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create();
await database.exec(`
  CREATE TABLE account (id int PRIMARY KEY, owner text NOT NULL UNIQUE, balance int CHECK (balance >= 0));
  CREATE TABLE payment (id int PRIMARY KEY, account int REFERENCES account);
  INSERT INTO account VALUES (1, 'Ada', 100), (2, 'Bob', 0);
`);

async function fails(query, parameters = []) {
  const error = await database.query(query, parameters).then(
    () => undefined,
    (reason) => reason,
  );
  const { name, message, code, severity, detail, hint, position, table, column, constraint, dataType, routine } = error ?? {};
  console.log(query, error instanceof Error, {
    name, message, code, severity, detail, hint, position, table, column, constraint, dataType, routine,
  });
}

await fails("INSERT INTO account VALUES (1, 'Eve', 1)");
await fails("INSERT INTO account VALUES (3, 'Ada', 1)");
await fails('INSERT INTO account VALUES (3, NULL, 1)');
await fails("INSERT INTO account VALUES (3, 'Eve', -1)");
await fails('INSERT INTO payment VALUES (1, 99)');
await fails('DELETE FROM account WHERE ctid IS NULL OR id / 0 = 1');
await fails('SELECT * FROM acount');
await fails('SELECT blance FROM account');
await fails('SELEC 1');
await fails("SELECT 'twelve'::int");
await fails('SELECT $1::int', ['twelve']);
await fails('SELECT 2147483647 + 1');
await fails("SELECT '2026-02-30'::date");
await fails('CREATE TABLE account (id int)');
await fails('SELECT id, count(*) FROM account');
await fails("SELECT convert_from('\\xff', 'UTF8')");
await fails("DO $$ BEGIN RAISE EXCEPTION 'no %', 'way' USING ERRCODE = 'P0099', HINT = 'try again'; END $$");

// A failed statement aborts the transaction: what comes after is refused until it ends, and COMMIT rolls back.
const state = async () => console.log((await database.query('SELECT * FROM account ORDER BY id')).rows);
await database.exec('BEGIN');
await database.query('UPDATE account SET balance = balance - 50 WHERE id = 1');
await fails("INSERT INTO account VALUES (1, 'Eve', 1)");
await fails('SELECT 1');
console.log(database.isInTransaction());
console.log(await database.exec('COMMIT'));
console.log(database.isInTransaction());
await state();

// A savepoint saves what was before it.
await database.exec('BEGIN; UPDATE account SET balance = 60 WHERE id = 1; SAVEPOINT before');
await fails('UPDATE account SET balance = -1 WHERE id = 2');
await database.exec('ROLLBACK TO before; COMMIT');
await state();

const outcome = await database
  .transaction(async (transaction) => {
    await transaction.query('UPDATE account SET balance = 0');
    throw new Error('changed my mind');
  })
  .catch((error) => error.message);
console.log(outcome);
console.log(
  await database.transaction(async (transaction) => {
    await transaction.query('UPDATE account SET balance = 5 WHERE id = 2');
    await transaction.rollback();
  }),
);
await state();

// Tables come and go with the transaction.
await database.exec('BEGIN; CREATE TABLE later (id int); ALTER TABLE account ADD COLUMN email text; DROP TABLE payment; TRUNCATE account');
console.log((await database.query("SELECT to_regclass('later') AS later, to_regclass('payment') AS payment")).rows);
await database.exec('ROLLBACK');
console.log((await database.query("SELECT to_regclass('later') AS later, to_regclass('payment') AS payment")).rows);
await state();
await fails('VACUUM; SELECT 1');
await database.exec("DO $$ BEGIN RAISE NOTICE 'heard %', 1; END $$", { onNotice: ({ message, severity }) => console.log(severity, message) });

// The server lives on after all of this, and an error that nobody catches ends the program as in Node.
console.log((await database.query('SELECT count(*) FROM account')).rows);
await database.close();
process.exitCode = 3;
