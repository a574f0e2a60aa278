// Each list is sent to both databases, statement by statement, whatever fails.
const all =
  "SELECT string_agg(owner || ' ' || balance, ', ' ORDER BY id) FROM accounts";

// Bob gets 150 that Ada does not have. The check refuses her debit.
export const failed = [
  'BEGIN',
  'UPDATE accounts SET balance = balance + 150 WHERE id = 2',
  'UPDATE accounts SET balance = balance - 150 WHERE id = 1',
  'INSERT INTO transfers VALUES (7, 1, 2, 150)',
  'COMMIT',
  all,
];

// A batch of three payments. A savepoint keeps the second one's error to itself.
export const savepoint = [
  'BEGIN',
  'UPDATE accounts SET balance = balance - 10 WHERE id = 1',
  'SAVEPOINT second',
  'UPDATE accounts SET balance = balance + 500 WHERE id = 2',
  'UPDATE accounts SET balance = balance - 500 WHERE id = 1',
  'ROLLBACK TO second',
  'UPDATE accounts SET balance = balance + 10 WHERE id = 3',
  'COMMIT',
  all,
];

// What is released belongs to the savepoint around it, and falls with it.
export const nested = [
  'BEGIN',
  'SAVEPOINT outer_one',
  'SAVEPOINT inner_one',
  'UPDATE accounts SET balance = 0 WHERE id = 1',
  'RELEASE inner_one',
  'ROLLBACK TO outer_one',
  'COMMIT',
  all,
];

// One payment arrives twice: its number is a key.
export const conflict = [
  'BEGIN',
  'INSERT INTO transfers VALUES (1, 1, 2, 30) ON CONFLICT (id) DO NOTHING',
  'INSERT INTO transfers VALUES (8, 1, 2, 30) ON CONFLICT (id) DO NOTHING',
  'COMMIT',
  'SELECT count(*) FROM transfers',
];

// One statement, three rows, of which the second breaks the check.
export const statement = [
  'BEGIN',
  'UPDATE accounts SET balance = balance - id * 40',
  all,
  'ROLLBACK',
];

// No error at all: nobody has the number 99, and nobody looks at the count.
export const nobody = [
  'BEGIN',
  'UPDATE accounts SET balance = balance - 30 WHERE id = 1',
  'UPDATE accounts SET balance = balance + 30 WHERE id = 99',
  'COMMIT',
  all,
];

// The condition that was forgotten: the count says it before COMMIT does.
export const everybody = [
  'BEGIN',
  'SAVEPOINT bonus',
  'UPDATE accounts SET balance = balance + 50',
  'ROLLBACK TO bonus',
  'UPDATE accounts SET balance = balance + 50 WHERE id = 3',
  'COMMIT',
  all,
];

export const twice = [
  'BEGIN',
  'UPDATE accounts SET balance = balance - 30 WHERE id = 1',
  'BEGIN',
  'UPDATE accounts SET balance = balance + 30 WHERE id = 2',
  'COMMIT',
  'ROLLBACK',
  all,
];

export const outside = [
  'SAVEPOINT alone',
  'UPDATE accounts SET balance = 0 WHERE id = 1',
  'ROLLBACK TO alone',
  'RELEASE alone',
  all,
];

// "from" and "to" are words of SQL. Quoted, or better renamed, they are columns.
export const reserved = [
  'CREATE TABLE log (from INTEGER, to INTEGER)',
  'CREATE TABLE log ("from" INTEGER, "to" INTEGER)',
  'INSERT INTO log (from, to) VALUES (1, 2)',
  'INSERT INTO log ("from", "to") VALUES (1, 2)',
  'DROP TABLE log',
];

// SQLite alone has other answers to a conflict.
export const orRollback = [
  'BEGIN',
  'UPDATE accounts SET balance = balance + 150 WHERE id = 2',
  'UPDATE OR ROLLBACK accounts SET balance = balance - 150 WHERE id = 1',
  'COMMIT',
  all,
];
