// Broken on purpose: it reads what was applied and then applies, without a lock and
// without a transaction. Two of these at once both find the same work to do.
import { checksum } from './runner.js';

export async function migrate(db, migrations, pause) {
  const done = [];
  const { rows } = await db.query('SELECT * FROM history');
  await pause('read');
  for (const [n, migration] of migrations.entries()) {
    if (n < rows.length) continue;
    const { name, up } = migration;
    for (const sql of up) await db.query(sql);
    await pause('applied');
    const row = [n + 1, name, checksum(migration)];
    await db.query('INSERT INTO history VALUES (?, ?, ?)', ...row);
    await db.query(`PRAGMA user_version = ${n + 1}`);
    done.push(name);
  }
  return done;
}
