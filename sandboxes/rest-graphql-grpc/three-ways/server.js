import { isDeepStrictEqual } from 'node:util';
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

async function measure() {
  const lines = ['way          requests  rounds  bytes up  bytes down      ms'];
  const screens = [];
  for (const [way, fill] of Object.entries(ways)) {
    const phone = createPhone(wire);
    const start = Date.now();
    screens.push(await fill(phone, '1'));
    const time = Date.now() - start;
    phone.close();
    const { requests, rounds, up, down } = phone.count;
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

// Two series at once would share the wire: a second request joins the first.
let series;
app.get('/measure', async (req, res) => {
  series ??= measure().finally(() => {
    series = undefined;
  });
  res.type('text').send(await series);
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
