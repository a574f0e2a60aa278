import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { readHash } from './blind.js';
import * as bound from './bound.js';
import { matches } from './database.js';
import * as pasted from './pasted.js';

const app = express();
app.use(express.json());

const text = (value) => {
  if (typeof value === 'string' && value.length <= 300) return value;
  throw Object.assign(new Error('a text of 300 characters at most'), { status: 400 });
};

// An unknown address is the same work as a wrong password (chapter 31).
const NOBODY = { salt: 'salt of nobody', hash: '' };

for (const [name, shop] of Object.entries({ pasted, bound })) {
  app.post(`/${name}/login`, async (req, res) => {
    const { email, password } = req.body ?? {};
    const user = shop.user(text(email));
    const isTheirs = await matches(text(password), user ?? NOBODY);
    if (!user || !isTheirs) {
      return res.status(401).json({ error: 'e-mail or password is wrong' });
    }
    res.json({ welcome: user.email, role: user.role });
  });

  app.get(`/${name}/search`, (req, res) => {
    res.json(shop.search(text(req.query.q), text(req.query.sort ?? 'name')));
  });

  app.get(`/${name}/in-stock`, (req, res) => {
    res.json({ inStock: shop.inStock(text(req.query.name)) });
  });

  // The thief, who asks what /in-stock would be asked, without the trip.
  app.post(`/${name}/thief`, async (req, res) => {
    const { found, steps } = await readHash((question) => shop.inStock(question));
    if (shop === pasted) draw(steps);
    res.json(found);
  });
}

function draw(steps) {
  mkdirSync('plots', { recursive: true });
  const rows = steps.map((step) => [step.way, step.questions, step.digits].join());
  writeFileSync('plots/blind.csv', `way,questions,digits\n${rows.join('\n')}\n`);
}

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) console.error(error.message);
  res.status(status).json({ error: status < 500 ? error.message : 'internal error' });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
