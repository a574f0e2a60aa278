import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from './database.js';
import { ways } from './ways.js';

async function load(way, limit) {
  const { query, seen, wait } = connect();
  return { users: await ways[way](query, limit), seen, wait };
}

/** 100 users in each way as a table; and statements against users as a plot. */
export async function trial() {
  const lines = ['way      statements   rows   bytes    ms'];
  const answers = [];
  for (const way of Object.keys(ways)) {
    const before = Date.now();
    const { users, seen, wait } = await load(way, 100);
    await wait();
    const ms = Date.now() - before;
    answers.push(users);
    const cells = [[seen.statements, 10], [seen.rows, 7], [seen.bytes, 8], [ms, 6]];
    const numbers = cells.map(([value, width]) => String(value).padStart(width));
    lines.push(way.padEnd(9) + numbers.join(''));
  }
  const different = new Set(answers.map((users) => JSON.stringify(users)));
  lines.push(`the same answer: ${different.size === 1 ? 'yes' : 'NO'}`);

  const points = ['users,way,statements'];
  for (const users of [1, 50, 100, 150, 200]) {
    for (const way of ['loop', 'list', 'loader', 'join']) {
      points.push(`${users},${way},${(await load(way, users)).seen.statements}`);
    }
  }
  await mkdir('plots', { recursive: true });
  await writeFile('plots/statements.csv', `${points.join('\n')}\n`);
  return `${lines.join('\n')}\n`;
}
