import { mkdirSync, writeFileSync } from 'node:fs';
import { db } from './tables.js';

const tables = {
  'one table without an index': ['whole', true],
  'index over rows in order of time': ['whole', false],
  'index over scattered rows': ['scattered', false],
  'partitions by month': ['orders', true],
};

/** The pages that the last so many days cost in one of the tables. */
async function read(table, days) {
  const { rows } = await db.query(`
    EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON, TIMING OFF, SUMMARY OFF)
    SELECT sum(amount) FROM ${table}
    WHERE created_at >= timestamptz '2026-01-01' - interval '${days} days'`);
  const { Plan: plan } = rows[0]['QUERY PLAN'][0];
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
}

export async function pages() {
  const lines = ['days,pages,table'];
  for (const [name, [table, scan]] of Object.entries(tables)) {
    const onOff = scan ? 'off' : 'on';
    await db.exec(`SET enable_indexscan = ${onOff}; SET enable_bitmapscan = ${onOff}`);
    for (let days = 5; days <= 365; days += 30) {
      lines.push(`${days},${await read(table, days)},${name}`);
    }
  }
  await db.exec('RESET enable_indexscan; RESET enable_bitmapscan');
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/pages.csv', `${lines.join('\n')}\n`);
  return `${lines.filter((line) => /^(days|5|35|185|365),/.test(line)).join('\n')}\n`;
}
