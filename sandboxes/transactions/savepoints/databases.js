// Both in this process: SQLite, and PostgreSQL as WebAssembly.
import { DatabaseSync } from 'node:sqlite';
import { PGlite } from '@electric-sql/pglite';

const schema = `
  DROP TABLE IF EXISTS log;
  DROP TABLE IF EXISTS transfers;
  DROP TABLE IF EXISTS accounts;
  CREATE TABLE accounts (
    id INTEGER PRIMARY KEY, owner TEXT NOT NULL,
    balance INTEGER NOT NULL CONSTRAINT covered CHECK (balance >= 0)
  );
  CREATE TABLE transfers (
    id INTEGER PRIMARY KEY, payer INTEGER NOT NULL REFERENCES accounts,
    payee INTEGER NOT NULL REFERENCES accounts, amount INTEGER NOT NULL
  );
  INSERT INTO accounts VALUES (1, 'Ada', 100), (2, 'Bob', 20), (3, 'Cy', 0);
  INSERT INTO transfers VALUES (1, 1, 2, 20);
`;
const sqlite = new DatabaseSync(':memory:');
const postgres = await PGlite.create();

/** Both as they were on the first day, in no transaction. */
export async function refill() {
  if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
  sqlite.exec(schema);
  await postgres.exec('ROLLBACK');
  await postgres.exec(schema);
}

/** @returns what became of a statement: its value, its rows, or the error's code */
export function inSqlite(sql) {
  try {
    const statement = sqlite.prepare(sql);
    const isQuery = statement.columns().length > 0;
    if (isQuery) return first(statement.all().map(Object.values));
    const { changes } = statement.run();
    return /^(UPDATE|INSERT|DELETE)/i.test(sql) ? rows(changes) : 'ok';
  } catch (error) {
    return `error ${error.errcode}: ${error.message}`;
  }
}

export async function inPostgres(sql) {
  let warning = '';
  const onNotice = ({ severity, code }) => (warning = `, ${severity} ${code}`);
  try {
    const { messages } = await postgres.execProtocol(simpleQuery(sql), { onNotice });
    const found = messages.filter(({ name }) => name === 'dataRow');
    if (messages.some(({ name }) => name === 'rowDescription'))
      return first(found.map(({ fields }) => fields));
    const { text } = messages.find(({ name }) => name === 'commandComplete');
    const [tag, count] = [text.split(' ')[0], text.split(' ').at(-1)];
    if (/^(UPDATE|INSERT|DELETE)/.test(tag)) return rows(Number(count));
    return (sql.toUpperCase().startsWith(tag) ? 'ok' : `answers ${tag}`) + warning;
  } catch (error) {
    return `error ${error.code}: ${error.message}`;
  }
}

/** The first value of the first row, as text. */
const first = ([row]) => (row ? String(row[0]) : 'no row');
const rows = (count) => (count === 1 ? '1 row' : `${count} rows`);

/** The message of PostgreSQL's protocol that carries one statement: Q, length, text. */
function simpleQuery(sql) {
  const text = Buffer.from(`${sql}\0`);
  const message = Buffer.alloc(5 + text.length);
  message.write('Q');
  message.writeInt32BE(4 + text.length, 1);
  text.copy(message, 5);
  return message;
}
