// For experiments: ten prices and ten pages a second for seven seconds. Between the
// first and the fifth the recommendations hang.
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const SHOP = `http://localhost:${process.env.PORT ?? 3000}`;
const UPSTREAM = 'http://localhost:4001';
const drawn = new Map(); // way → lines
let running = false;

async function send(url, method = 'GET') {
  const from = performance.now();
  const response = await fetch(url, { method, headers: { Connection: 'close' } });
  const body = await response.json();
  const ms = Math.round((performance.now() - from) / 10) * 10;
  return { ms, body, state: response.headers.get('X-Breaker') };
}
const turn = (mode) => send(`${UPSTREAM}/mode/${mode}`, 'PUT');
const calls = async () => (await send(`${UPSTREAM}/calls`)).body.calls;

function plot(name, fields, lines) {
  mkdirSync('plots', { recursive: true });
  writeFileSync(`plots/${name}.csv`, `${[fields, ...lines].join('\n')}\n`);
}

function row(name, answers) {
  const sorted = answers.map(({ ms }) => ms).sort((one, other) => one - other);
  const at = (percent) => sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  const mean = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length;
  const cells = [mean, at(50), at(99)].map((ms) => ms.toFixed(0).padStart(8));
  return `${name.padEnd(9)}${String(sorted.length).padStart(7)} ${cells.join('')}`;
}

async function run(way) {
  await turn('fine');
  const before = await calls();
  const [prices, pages] = [[], []];
  const keep = (list, seconds, path) =>
    send(SHOP + path).then((answer) => list.push({ seconds, ...answer }));
  const sent = [];
  for (let n = 0; n < 70; n += 1) {
    if (n === 10) await turn('hanging');
    if (n === 50) await turn('fine');
    sent.push(keep(pages, n / 10, `/${way}/pages/lamp`));
    await sleep(50);
    sent.push(keep(prices, (n * 10 + 5) / 100, '/prices/lamp'));
    await sleep(50);
  }
  await Promise.all(sent);
  for (const list of [prices, pages]) list.sort((a, b) => a.seconds - b.seconds);
  const few = prices.filter((_, n) => n % 6 === 1); // enough for a picture
  drawn.set(way, few.map(({ seconds, ms }) => `${seconds},${ms},${way}`));
  plot('prices', 'seconds,ms,way', [...drawn.values()].flat());
  if (way === 'breaker') {
    const some = pages.filter((_, n) => n % 3 === 2); // with all probes
    plot('pages', 'seconds,ms,state',
      some.map(({ seconds, ms, state }) => `${seconds},${ms},${state}`));
  }
  const also = pages.filter(({ body }) => body.also).length;
  return [`${way.padEnd(9)}answers     mean     p50     p99, ms`,
    row('prices', prices), row('pages', pages),
    `${also} pages with recommendations, ${(await calls()) - before} calls upstream`,
    ''].join('\n');
}

/** One at a time: whoever comes in between gets no answer but an error. */
export async function outage(way) {
  if (running) throw Object.assign(new Error('a run is on'), { status: 409 });
  running = true;
  try {
    return await run(way);
  } finally {
    running = false;
    await turn('fine');
  }
}
