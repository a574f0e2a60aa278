// Transactions, savepoints, two connections on one file and SQLITE_BUSY.
import { DatabaseSync } from 'node:sqlite';

const one = new DatabaseSync('shop.db');
const two = new DatabaseSync('shop.db', { timeout: 0 });
const attempt = (name, action) => {
  try {
    console.log(name, action() ?? 'ok');
  } catch (error) {
    console.log(name, error.code, error.errcode, error.errstr, error.message);
  }
};
const stock = (db) => db.prepare('SELECT amount FROM stock').get()?.amount;
one.exec('CREATE TABLE stock (amount INTEGER); INSERT INTO stock VALUES (10)');
attempt('two reads', () => stock(two));
one.exec('BEGIN');
console.log(one.isTransaction, two.isTransaction, one.isOpen);
one.exec('UPDATE stock SET amount = 5');
attempt('two reads during', () => stock(two));
attempt('two writes during', () => two.exec('UPDATE stock SET amount = 1'));
attempt('two begins immediate', () => two.exec('BEGIN IMMEDIATE'));
attempt('begin in begin', () => one.exec('BEGIN'));
one.exec('SAVEPOINT s; UPDATE stock SET amount = 0; ROLLBACK TO s; RELEASE s');
attempt('one', () => stock(one));
two.exec('BEGIN');
attempt('two reads in its own', () => stock(two));
attempt('one commits', () => one.exec('COMMIT'));
two.exec('COMMIT');
attempt('one commits again', () => one.exec('COMMIT'));
attempt('two reads after', () => stock(two));
two.exec('BEGIN EXCLUSIVE');
attempt('one reads during', () => stock(one));
two.exec('ROLLBACK');
one.exec('PRAGMA journal_mode = WAL');
one.exec('BEGIN IMMEDIATE; UPDATE stock SET amount = 7');
attempt('two reads in WAL', () => stock(two));
attempt('two writes in WAL', () => two.exec('UPDATE stock SET amount = 8'));
one.exec('COMMIT');
two.exec('BEGIN');
attempt('two takes a snapshot', () => stock(two));
one.exec('UPDATE stock SET amount = 9');
attempt('two still sees', () => stock(two));
attempt('two upgrades too late', () => two.exec('UPDATE stock SET amount = 1'));
two.exec('ROLLBACK');
attempt('two', () => stock(two));
console.log(one.location()?.endsWith('shop.db'), new DatabaseSync(':memory:').location());
const readOnly = new DatabaseSync('shop.db', { readOnly: true });
attempt('read only', () => readOnly.exec('UPDATE stock SET amount = 1'));
attempt('read only reads', () => stock(readOnly));
one.close();
two.close();
readOnly.close();
attempt('closed', () => one.exec('SELECT 1'));
const later = new DatabaseSync('shop.db', { open: false });
console.log(later.isOpen);
later.open();
attempt('open twice', () => later.open());
console.log(later.isOpen, stock(later));
later[Symbol.dispose]();
later[Symbol.dispose]();
console.log(later.isOpen);
