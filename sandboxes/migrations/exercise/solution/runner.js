import { randomUUID } from 'node:crypto';

/** What the migrator answers with 409. */
export class Refused extends Error {}

const LEASE = 30_000; // milliseconds: the lock of a runner that died ends by itself

async function transaction(db, steps) {
  await db.query('BEGIN IMMEDIATE');
  try {
    await steps();
    await db.query('COMMIT');
  } catch (error) {
    await db.query('ROLLBACK').catch(() => {}); // the first error is the one to tell
    throw error;
  }
}

/** Takes the lock, unless another runner has it. @returns how to keep and release it */
async function lock(db) {
  const me = randomUUID();
  await db.query(`
    CREATE TABLE IF NOT EXISTS runner_lock (
      id INTEGER PRIMARY KEY CHECK (id = 1), holder TEXT, until INTEGER) STRICT`);
  const now = Date.now();
  const { changes } = await db.query(`
    INSERT INTO runner_lock VALUES (1, ?, ?)
    ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, until = excluded.until
    WHERE until < ?`, me, now + LEASE, now);
  if (changes === 0) throw new Refused('another runner is at work');
  return {
    async keep() {
      const sql = 'UPDATE runner_lock SET until = ? WHERE holder = ?';
      const kept = await db.query(sql, Date.now() + LEASE, me);
      if (kept.changes === 0) throw new Refused('the lock went to another runner');
    },
    release: () => db.query('DELETE FROM runner_lock WHERE holder = ?', me),
  };
}

/** Applies one stage. @returns whether anything was applied */
export async function run(db, stages, name, pause) {
  const held = await lock(db);
  try {
    await db.query('CREATE TABLE IF NOT EXISTS history (name TEXT PRIMARY KEY) STRICT');
    const { rows } = await db.query('SELECT name FROM history');
    const applied = new Set(rows.map((row) => row.name));
    if (applied.has(name)) return { applied: false };

    const at = stages.findIndex((each) => each.name === name);
    const missing = stages.slice(0, at).find((each) => !applied.has(each.name));
    if (missing) throw new Refused(`${missing.name} comes first`);
    const stage = stages[at];

    while (stage.batch && (await db.query(stage.batch)).changes > 0) {
      await pause();
      await held.keep();
    }
    await transaction(db, async () => {
      if (stage.none && (await db.query(stage.none)).rows[0].n > 0)
        throw new Refused('there are rows that are not right yet');
      for (const sql of stage.sql ?? []) await db.query(sql);
      await db.query('INSERT INTO history VALUES (?)', name);
    });
    return { applied: true };
  } finally {
    await held.release().catch(() => {}); // then the lock ends by itself
  }
}
