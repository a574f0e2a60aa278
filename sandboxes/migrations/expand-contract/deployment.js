import { setTimeout as wait } from 'node:timers/promises';
import { roll, startAll, up } from './instances.js';
import { traffic } from './traffic.js';

const BATCH = 20; // rows that one statement of the backfill writes

export async function reset(db) {
  await db.query('DROP TABLE IF EXISTS users');
  await db.query('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT) STRICT');
  await db.query(`
    INSERT INTO users (name)
    WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 60)
    SELECT 'user ' || i FROM n`);
}

/** Carries a plan out under traffic. @returns for each step what became of requests */
export async function deploy(db, plan) {
  await reset(db);
  await startAll(1);
  const send = traffic();
  const seconds = []; // what became of 10 requests in each
  const steps = [];

  async function pass(n) {
    for (let second = 0; second < n; second += 1) {
      seconds.push({ ...(await send()), versions: [...new Set(up.values())].sort() });
      await wait(50); // a second of the plan
    }
  }
  async function during(step, work) {
    const from = seconds.length;
    const note = await work().catch((error) => error.message);
    await pass(1);
    const sums = { right: 0, wrong: 0, failed: 0 };
    for (const second of seconds.slice(from))
      for (const outcome of Object.keys(sums)) sums[outcome] += second[outcome];
    const live = new Set(seconds.slice(from).flatMap(({ versions }) => versions));
    steps.push({ step, ...sums, live: [...live].sort().join(' '), note });
  }
  const doers = {
    sql: async (sql) => void (await db.query(sql)),
    deploy: (version) => roll(version, pass),
    async backfill(sql) {
      const { rows: [{ last }] } = await db.query('SELECT max(id) AS last FROM users');
      for (let id = 0; id < last; id += BATCH) { // each batch commits by itself
        await db.query(`${sql} WHERE id > ? AND id <= ?`, id, id + BATCH);
        await pass(1);
      }
    },
    async verify(condition) {
      const sql = `SELECT count(*) AS n FROM users WHERE ${condition}`;
      const { rows: [{ n }] } = await db.query(sql);
      if (n > 0) return `${n} rows: stopped`;
    },
  };

  await during('before', async () => {});
  for (const step of plan) {
    const [[kind, argument]] = Object.entries(step);
    await during(`${kind === 'sql' ? '' : `${kind} `}${argument}`,
      () => doers[kind](argument));
    if (steps.at(-1).note) break; // it failed: nothing after it is done
  }
  return { steps, seconds };
}
