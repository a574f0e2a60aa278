import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { run, ways } from './runs.js';

const app = express();

app.post('/runs/:way', async (req, res) => {
  const { way } = req.params;
  if (!Object.hasOwn(ways, way)) {
    return res.status(404).json({ ways: Object.keys(ways) });
  }
  res.json((await run(ways[way])).report);
});

// Three ways as a plot: after each step, how many copied rows are not up to date.
app.post('/stale', async (req, res) => {
  const rows = ['way,step,rows'];
  const most = {};
  for (const way of ['copy', 'log', 'paused']) {
    const { stale } = await run(ways[way]);
    stale.forEach((n, step) => rows.push(`${way},${step},${n}`));
    most[way] = Math.max(...stale);
  }
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/stale.csv', `${rows.join('\n')}\n`);
  res.json(most);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
