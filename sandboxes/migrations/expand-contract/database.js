// A database server, as small as it can be: SQLite in a process of its own, and for
// each client a connection of its own, which ends when the client does.
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

const FILE = 'shop.db';
const BUSY = 5; // SQLITE_BUSY: another connection has the lock
const PATIENCE = 2000; // milliseconds that a statement waits for it

/** A statement's rows, or how many it has changed. Waits while another one writes. */
async function run(db, { sql, values }) {
  for (let waited = 0; ; waited += 20) {
    try {
      const statement = db.prepare(sql);
      if (statement.columns().length > 0) return { rows: statement.all(...values) };
      return { changes: Number(statement.run(...values).changes) };
    } catch (error) {
      if (error.errcode !== BUSY || waited >= PATIENCE) throw error;
      await wait(20);
    }
  }
}

for (const name of [FILE, `${FILE}-journal`]) rmSync(name, { force: true });

const server = createServer((socket) => {
  const db = new DatabaseSync(FILE);
  db.exec('PRAGMA synchronous = OFF'); // the file is new at each start
  let turn = Promise.resolve(); // a client's statements, one after the other
  const answer = async (line) => {
    if (!db.isOpen) return;
    try {
      socket.write(`${JSON.stringify(await run(db, JSON.parse(line)))}\n`);
    } catch (error) {
      const { message, errcode: code } = error;
      socket.write(`${JSON.stringify({ error: message, code })}\n`);
    }
  };
  const lines = createInterface({ input: socket });
  lines.on('line', (line) => {
    turn = turn.then(() => answer(line));
  });
  lines.on('error', () => {}); // the socket's, whose 'close' follows
  socket.on('error', () => {});
  socket.on('close', () => db.close()); // rolls back what was not committed
});
server.listen(5432, () => console.log('SQLite behind port 5432'));
