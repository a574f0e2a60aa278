// Ann at her browser: she logs in at a bank, and then opens a page that attacks it.
import express from 'express';
import { attacks } from './attacks.js';
import { Browser, NetworkError } from './browser.js';

const BANKS = ['none', 'samesite', 'origin', 'json', 'token', 'reflects'];
const app = express();

/** @returns what the browser did, in lines, and what Ann has in the end */
async function run({ from, script }, name) {
  const lines = [];
  const browser = new Browser((line) => lines.push(line));
  const bank = `https://bank.example/${name}`;
  await browser.visit(`${bank}/login`);
  lines.length = 0;
  await script({ ...browser.page(from), bank }).catch((error) => {
    if (!(error instanceof NetworkError)) throw error; // else it was kept from the page
  });
  const happened = [...lines];
  const status = browser.lastStatus;
  const { balance } = await (await browser.visit(`${bank}/account`)).json();
  return { lines: happened, status, balance };
}

app.get('/attacks/:attack', async (req, res) => {
  const { attack } = req.params;
  const { bank } = req.query;
  if (!Object.hasOwn(attacks, attack) || !BANKS.includes(bank)) {
    return res.status(404).json({ attacks: Object.keys(attacks), banks: BANKS });
  }
  const { title, from } = attacks[attack];
  const { lines, balance } = await run(attacks[attack], bank);
  const all = [`${from}: ${title}`, ...lines, `Ann has ${balance} of 1000`];
  res.type('text').send(`${all.join('\n')}\n`);
});

app.get('/matrix', async (req, res) => {
  const rows = [['', ...BANKS]];
  for (const attack of Object.values(attacks)) {
    const row = [attack.title];
    for (const bank of BANKS) {
      const { balance, status } = await run(attack, bank);
      row.push(balance < 1000 ? 'moved' : String(status || 'not sent'));
    }
    rows.push(row);
  }
  const line = ([title, ...cells]) =>
    title.padEnd(17) + cells.map((cell) => cell.padEnd(9)).join('');
  res.type('text').send(`${rows.map((row) => line(row).trimEnd()).join('\n')}\n`);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 502).type('text').send(`${error.message}\n`);
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
