import express from 'express';
import { crowds } from './crowd.js';
import { forward } from './layer.js';
import { draw, drawCrowd, line, title } from './report.js';
import { started } from './started.js';
import { storm, ways } from './storm.js';

const app = express();

// Layer 1 of 3: edge, shop, stock. Each has its three tries.
app.get('/pages/:item', async (req, res) => res.sendStatus(await forward(4001)));

// One way, or all. What has run is drawn, beside what was drawn before.
app.post('/storms{/:way}', async (req, res, next) => {
  const { way } = req.params;
  if (way && !Object.hasOwn(ways, way)) return next();
  const lines = [title];
  for (const name of way ? [way] : Object.keys(ways)) {
    const run = await storm(ways[name]);
    if (way) draw(name, run);
    lines.push(line(name, run));
  }
  res.type('text').send(`${lines.join('\n')}\n`);
});

app.post('/crowds', async (req, res) => {
  const all = await crowds();
  drawCrowd(all);
  const lines = all.map(({ name, calls }) => {
    const sum = calls.reduce((one, other) => one + other);
    return `${name.padEnd(12)} ${sum} calls, the last after ${calls.length / 10} s`;
  });
  res.type('text').send(`${lines.join('\n')}\n`);
});

await started(4001, 4002, 4003);
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
