// Mallory comments, and Ann, who is logged in at the shop, reads the comments.
import express from 'express';
import { attacks } from './attacks.js';
import { Browser } from './browser.js';
import { ways } from './pages.js';

const app = express();

async function plant(way, { comment = 'A good mug.', website = 'https://m.example/' }) {
  const answer = await fetch(`http://localhost:3001/${way}/comment`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ comment, website }),
    signal: AbortSignal.timeout(5000),
  });
  if (!answer.ok) throw new Error(`the comment was not taken: ${answer.status}`);
}

/** @returns what the browser did, in lines, and what Ann has lost by it */
async function read(way, forges) {
  const lines = [];
  let listens = false;
  const browser = new Browser((line) => listens && lines.push(line));
  await browser.open(`/${way}/login`);
  listens = true;
  if (forges) await browser.forge(`/${way}/email`, forges);
  else await browser.open(`/${way}/mug`);
  listens = false;
  const { email } = await browser.account(`/${way}/account`);
  if (email !== 'ann@ann.example') browser.lost.add('account');
  return { lines, lost: [...browser.lost] };
}

const known = (name, table, res) => {
  if (typeof name === 'string' && Object.hasOwn(table, name)) return true;
  res.status(404).json({ ways: Object.keys(ways), attacks: Object.keys(attacks) });
  return false;
};

app.get('/attacks/:attack', async (req, res) => {
  const { attack } = req.params;
  const { shop } = req.query;
  if (!known(attack, attacks, res) || !known(shop, ways, res)) return;
  const { comment, website, forges } = attacks[attack];
  await plant(shop, { comment, website });
  const { lines, lost } = await read(shop, forges);
  lines.push(`Ann has lost: ${lost.join(', ') || 'nothing'}`);
  res.type('text').send(`${lines.join('\n')}\n`);
});

/** Whatever the newest comment is. */
app.get('/read', async (req, res) => {
  const { shop } = req.query;
  if (!known(shop, ways, res)) return;
  const { lines, lost } = await read(shop);
  lines.push(`Ann has lost: ${lost.join(', ') || 'nothing'}`);
  res.type('text').send(`${lines.join('\n')}\n`);
});

app.get('/matrix', async (req, res) => {
  const rows = [['', ...Object.keys(ways)]];
  for (const { title, comment, website, forges } of Object.values(attacks)) {
    const row = [title];
    for (const way of Object.keys(ways)) {
      await plant(way, { comment, website });
      const { lost } = await read(way, forges);
      row.push(lost.join('+') || '–');
    }
    rows.push(row);
  }
  const line = ([title, ...cells]) =>
    title.padEnd(20) + cells.map((cell) => cell.padEnd(10)).join('');
  res.type('text').send(`${rows.map((row) => line(row).trimEnd()).join('\n')}\n`);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 502;
  res.status(status).type('text').send(`${error.message}\n`);
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
