import { isDeepStrictEqual } from 'node:util';
import { mkdir, writeFile } from 'node:fs/promises';
import express from 'express';
import { graphql } from './graphql.js';
import { createPhone } from './phone.js';
import { rest } from './rest.js';
import { ways } from './ways.js';

const app = express();
app.use(rest);
app.all('/graphql', graphql);

// A round trip in ms, and bytes a ms: 50 are 400 kbit a second. Change them.
const wire = { roundTrip: 150, bytesPerMs: 50 };

/** Fills the screen in one way, over a wire of its own. */
async function fillBy(way, { roundTrip, bytesPerMs }) {
  const phone = createPhone({ roundTrip, bytesPerMs });
  const start = Date.now();
  try {
    const screen = await ways[way](phone, '1');
    return { screen, time: Date.now() - start, ...phone.count };
  } finally {
    phone.close();
  }
}

async function measure() {
  const lines = ['way          requests  rounds  bytes up  bytes down      ms'];
  const screens = [];
  for (const way of Object.keys(ways)) {
    const { screen, requests, rounds, up, down, time } = await fillBy(way, wire);
    screens.push(screen);
    lines.push([
      way.padEnd(12),
      String(requests).padStart(9),
      String(rounds).padStart(8),
      String(up).padStart(10),
      String(down).padStart(12),
      String(time).padStart(8),
    ].join(''));
  }
  const same = screens.every((screen) => isDeepStrictEqual(screen, screens[0]));
  lines.push(`all screens the same: ${same ? 'yes' : 'NO'}`);
  return `${lines.join('\n')}\n`;
}

/** The same over wires of other lengths, for the figure. */
async function sweep() {
  const rows = ['round_trip,way,ms'];
  for (const roundTrip of [2, 50, 100, 150]) {
    const filled = Object.keys(ways).map(async (way) => {
      const { time } = await fillBy(way, { ...wire, roundTrip });
      return `${roundTrip},${way},${time}`;
    });
    rows.push(...await Promise.all(filled));
  }
  const text = `${rows.join('\n')}\n`;
  await mkdir('plots', { recursive: true });
  await writeFile('plots/times.csv', text);
  return text;
}

// Two at once would disturb each other's times: a second request joins the first.
const running = new Map();
for (const work of [measure, sweep]) {
  app.get(`/${work.name}`, async (req, res) => {
    if (!running.has(work)) running.set(work, work().finally(() => running.delete(work)));
    res.type('text').send(await running.get(work));
  });
}

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
