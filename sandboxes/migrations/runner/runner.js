import { createHash } from 'node:crypto';

export const checksum = ({ up }) =>
  createHash('sha256').update(up.join(';\n')).digest('hex').slice(0, 12);

export class Refused extends Error {}

/** The first migration that is not applied. Throws when history and files differ. */
function next(migrations, applied) {
  applied.forEach((row, n) => {
    const file = migrations[n];
    if (!file) return; // the version before is deployed again, with fewer files
    if (file.name !== row.name)
      throw new Refused(`${row.name} was applied here, the files have ${file.name}`);
    if (checksum(file) !== row.checksum)
      throw new Refused(`${row.name} has changed since it was applied`);
  });
  return migrations[applied.length];
}

/**
 * Applies what is new, each migration in a transaction with its row in the history.
 * @param pause called between the steps, so that the sandbox can stop there
 * @returns the names of those applied
 */
export async function migrate(db, migrations, pause) {
  const done = [];
  for (;;) {
    await db.query('BEGIN IMMEDIATE'); // the lock: one runner at a time, others wait
    try {
      await db.query(`
        CREATE TABLE IF NOT EXISTS history (
          version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL
        ) STRICT`);
      const { rows } = await db.query('SELECT * FROM history ORDER BY version');
      const migration = next(migrations, rows); // read when the lock is held
      await pause('read');
      if (migration) {
        for (const sql of migration.up) await db.query(sql);
        await pause('applied');
        const version = rows.length + 1;
        const { name } = migration;
        const row = [version, name, checksum(migration)];
        await db.query('INSERT INTO history VALUES (?, ?, ?)', ...row);
        await db.query(`PRAGMA user_version = ${version}`); // what the app asks for
      }
      await db.query('COMMIT');
      if (!migration) return done;
      done.push(migration.name);
    } catch (error) {
      await db.query('ROLLBACK').catch(() => {}); // the first error is the one to tell
      throw error;
    }
  }
}
