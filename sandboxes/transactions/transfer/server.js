import express from 'express';
import { run } from './supervisor.js';

const known = {
  job: ['transfer', 'fee'],
  way: ['bare', 'transaction'],
  killed: ['never', 'debited', 'credited', 'committed'],
  journal: ['delete', 'wal'],
  lose: [false, true],
};
const widths = [10, 4, 5, 7, 9, 0];
const line = (texts) =>
  texts.map((text, i) => String(text).padEnd(widths[i])).join('').trimEnd();

let queue = Promise.resolve(); // one run at a time: there is one file

const app = express();
app.use(express.json());
app.post('/runs', async (req, res) => {
  const { way, job = 'transfer', killed = 'never', journal = 'delete', lose = false }
    = req.body ?? {};
  const asked = { job, way, killed, journal, lose };
  if (!Object.entries(asked).every(([name, value]) => known[name].includes(value))) {
    return res.status(422).json(known);
  }
  const result = queue.then(() => run(asked));
  queue = result.catch(() => {});
  const rows = (await result).map(({ when, sees, disk }) => {
    const money = sees ? [sees.ada, sees.bob, sees.all] : ['', '', ''];
    return line([when, ...money, disk.pages, disk.log]);
  });
  const log = journal === 'wal' ? 'log' : 'journal';
  const head = line(['', 'Ada', 'Bob', 'all', 'changed', log]);
  res.type('text').send(`${[head, ...rows].join('\n')}\n`);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
