// The shop fetches a page that a customer names, to show its title.
import express from 'express';
import { fetchers } from './fetchers.js';
import { resolver } from './internet.js';

const app = express();

// What only this machine should see: no password, since it listens on loopback.
const internal = express();
internal.get('/', (req, res) => res.json({ role: 'deploy', key: 'made-up-key-0042' }));
internal.listen(3001, '127.0.0.1', (error) => {
  if (error) throw error;
});

function parsed(text) {
  if (typeof text === 'string' && URL.canParse(text)) return text;
  throw Object.assign(new Error('url is an address'), { status: 400 });
}

for (const [name, fetcher] of Object.entries(fetchers)) {
  app.get(`/${name}`, async (req, res) => {
    res.json(await fetcher(parsed(req.query.url), resolver()));
  });
}

const addresses = {
  'the partner': 'http://partner.example/',
  '127.0.0.1': 'http://127.0.0.1:3001/',
  decimal: 'http://2130706433:3001/',
  hexadecimal: 'http://0x7f.1:3001/',
  'all zeros': 'http://0.0.0.0:3001/',
  'mapped to IPv6': 'http://[::ffff:127.0.0.1]:3001/',
  'mapped, in hex': 'http://[::ffff:7f00:1]:3001/',
  'a name': 'http://loopback.example:3001/',
  'a redirect': 'http://partner.example/moved',
  'a rebound name': 'http://rebind.example:3001/',
};

app.get('/matrix', async (req, res) => {
  const rows = [['', ...Object.keys(fetchers)]];
  for (const [title, url] of Object.entries(addresses)) {
    const row = [title];
    for (const fetcher of Object.values(fetchers)) {
      const { body } = await Promise.try(fetcher, url, resolver())
        .catch(() => ({ body: 'refused' }));
      row.push(/made-up-key/.test(body) ? 'THE KEY' : body.slice(0, 10).trim());
    }
    rows.push(row);
  }
  const line = ([title, ...cells]) =>
    title.padEnd(16) + cells.map((cell) => cell.padEnd(12)).join('');
  res.type('text').send(`${rows.map((row) => line(row).trimEnd()).join('\n')}\n`);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const { status, message } = error; // without a status the page cannot be reached
  res.status(status ?? 502).json({ error: status ? message : 'cannot be reached' });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
