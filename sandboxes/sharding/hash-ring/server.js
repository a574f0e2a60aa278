import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { compare, evenness, growth, shardsTo } from './measure.js';
import { onRing, page } from './picture.js';
import { ways } from './ways.js';

/** Writes rows as a file that is drawn. */
function draw(name, rows) {
  const fields = Object.keys(rows[0]);
  const lines = rows.map((row) => fields.map((field) => row[field]).join());
  mkdirSync('plots', { recursive: true });
  writeFileSync(`plots/${name}.csv`, `${[fields.join(), ...lines].join('\n')}\n`);
}

const app = express();

app.get('/keys/:key', (req, res) => {
  const places = Object.entries(ways).map(([name, way]) => {
    const [four, five] = [shardsTo(4), shardsTo(5)];
    return [name, [way(four)(req.params.key), way(five, four)(req.params.key)]];
  });
  res.json(Object.fromEntries(places));
});

app.post('/changes/add', (req, res) => {
  res.type('text').send(compare(shardsTo(4), shardsTo(5)));
});
app.post('/changes/remove', (req, res) => {
  const left = shardsTo(4).filter((shard) => shard !== 'shard-2');
  res.type('text').send(compare(shardsTo(4), left));
});

app.post('/growth', (req, res) => {
  const rows = growth(12);
  draw('moved', rows);
  const table = {}; // way → number of shards → percent
  for (const { shards, way, moved } of rows) (table[way] ??= {})[shards] = moved;
  res.json(table);
});

app.post('/points', (req, res) => {
  const rows = evenness();
  draw('points', rows);
  res.json(rows);
});

app.get('/ring/:shards', (req, res) => {
  if (!/^[45]$/.test(req.params.shards)) {
    return res.status(404).json({ error: 'there are rings of 4 and of 5 shards' });
  }
  const marks = onRing(Number(req.params.shards));
  draw('ring', marks.map((mark) => ({ ...mark, degrees: mark.degrees.toFixed(1) })));
  res.type('html').send(page(marks));
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
