// Broken on purpose: no history, no order, no lock, and nothing is looked at first.

/** What the migrator answers with 409. */
export class Refused extends Error {}

/**
 * Applies one stage. db.query(sql, ...values) gives { rows } or { changes }.
 * @param pause between two batches, so that the apps get their turn
 * @returns whether anything was applied
 */
export async function run(db, stages, name, pause) {
  const stage = stages.find((each) => each.name === name);
  for (const sql of stage.sql ?? []) await db.query(sql);
  if (stage.batch) {
    while ((await db.query(stage.batch)).changes > 0) await pause();
  }
  return { applied: true };
}
