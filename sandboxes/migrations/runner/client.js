import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** Opens a connection to database.js: a statement and its values, a line each. */
export function open() {
  const socket = connect(5432);
  const waiting = []; // in the order in which the answers will come
  const lines = createInterface({ input: socket });
  lines.on('line', (line) => {
    const { error, code, ...result } = JSON.parse(line);
    const { resolve, reject } = waiting.shift();
    if (error) reject(Object.assign(new Error(error), { code }));
    else resolve(result);
  });
  lines.on('error', () => {}); // the socket's, whose 'close' follows
  socket.on('error', () => {});
  socket.on('close', () => {
    for (const { reject } of waiting) reject(new Error('connection closed'));
  });
  return {
    isOpen: () => !socket.destroyed,
    query: (sql, ...values) => new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('connection closed'));
      waiting.push({ resolve, reject });
      socket.write(`${JSON.stringify({ sql, values })}\n`);
    }),
    close: () => socket.end(),
  };
}

/** For statements outside of a transaction: a connection that was lost is replaced. */
export function reopening() {
  let db = open();
  return {
    query(sql, ...values) {
      if (!db.isOpen()) db = open();
      return db.query(sql, ...values);
    },
  };
}
