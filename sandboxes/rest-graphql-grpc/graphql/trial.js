// Runs questions without limits, with and without DataLoader, and counts.
import { mkdir, writeFile } from 'node:fs/promises';
import { execute, getOperationAST, parse } from 'graphql';
import { createStore } from './database.js';
import { measure } from './limits.js';
import { createLoaders } from './loaders.js';
import { createSchema } from './schema.js';

const schema = createSchema();

// Change these, or add your own.
const questions = {
  names: '{ users(first: 20) { name } }',
  posts: '{ users(first: 20) { name posts(first: 3) { title } } }',
  comments: `{ users(first: 20) { name posts(first: 3) { title
    comments(first: 3) { text author { name } } } } }`,
  deep: `{ users(first: 5) { posts(first: 5) { comments(first: 3) { author {
    posts(first: 5) { comments(first: 3) { author { name } } } } } } } }`,
  wide: `{ ${Array.from({ length: 40 }, (_, n) => `u${n}: user(id: ${n + 1}) {
    posts(first: 50) { title } }`).join(' ')} }`,
};

async function count(document, batch) {
  const store = createStore();
  const load = createLoaders(store, { batch });
  const contextValue = { store, load, viewer: null };
  await execute({ schema, document, contextValue });
  return store.total();
}

export async function trial() {
  const lines = ['           characters  depth   cost  SQL  with DataLoader'];
  for (const [name, question] of Object.entries(questions)) {
    const document = parse(question);
    const { depth, cost } = measure(schema, document, getOperationAST(document));
    const cells = [
      name.padEnd(8),
      String(question.replace(/\s+/g, ' ').length).padStart(13),
      String(depth).padStart(7),
      String(cost).padStart(7),
      String(await count(document, false)).padStart(5),
      String(await count(document, true)).padStart(18),
    ];
    lines.push(cells.join(''));
  }

  const rows = ['users,way,statements'];
  for (const users of [1, 5, 10, 20]) {
    const document = parse(questions.comments.replace('first: 20', `first: ${users}`));
    rows.push(`${users},without DataLoader,${await count(document, false)}`);
    rows.push(`${users},with DataLoader,${await count(document, true)}`);
  }
  await mkdir('plots', { recursive: true });
  await writeFile('plots/statements.csv', `${rows.join('\n')}\n`);
  return `${lines.join('\n')}\n`;
}
