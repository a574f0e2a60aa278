// Ann and Mallory at their browsers.
import { setTimeout } from 'node:timers/promises';
import express from 'express';
import { allow, attacks } from './attacks.js';
import { Browser } from './browser.js';
import { NAMES } from './checks.js';
import { Sequence } from './sequence.js';

const PRINTS = 'https://prints.example';
const ALBUM = 'https://album.example';
const app = express();

/** Provider and client go without these checks. */
async function leaveOut(names) {
  for (const port of [3001, 3002]) {
    const response = await fetch(`http://localhost:${port}/without`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ names }),
    });
    if (!response.ok) throw new Error(`${port} says ${response.status}`);
  }
}

/** A browser that is logged in at the provider, and has allowed prints.example. */
async function browserOf(owner, sequence) {
  const browser = new Browser(owner, new Sequence());
  await browser.visit(`${ALBUM}/login?user=${owner.toLowerCase()}`);
  const { url } = await browser.visit(`${PRINTS}/login`);
  if (url.href.startsWith(ALBUM))
    await allow(browser, url);
  const fresh = new Browser(owner, sequence);
  fresh.takeCookie('album.example', browser);
  return fresh;
}

let last = Promise.resolve();
/** One scene after the other: they share the servers. */
const inTurn = (scene) => (last = last.then(scene, scene));

async function play(name, names) {
  const sequence = new Sequence();
  await leaveOut([]);
  const ann = name === 'email' ? undefined : await browserOf('Ann', sequence);
  const mallory = await browserOf('Mallory', sequence);
  await leaveOut(names);
  try {
    const { browser, wanted, after } = await attacks[name]({ ann, mallory });
    const stoppedBy = sequence.refusals.at(0) ?? null;
    const { body } = await browser.visit(`${PRINTS}/me`);
    const success = body.account === wanted;
    const ending = success && after ? await after() : '';
    return { sequence, stoppedBy, success, browser, wanted, ending };
  } finally {
    await leaveOut([]);
  }
}

const listOf = (text) => String(text ?? '').split(',').filter(Boolean);

// An honest login: Ann's first, with the question whether prints.example may.
async function honest() {
  await leaveOut([]);
  const sequence = new Sequence();
  const ann = new Browser('Ann', sequence);
  await ann.visit(`${ALBUM}/login?user=ann`);
  const { url } = await ann.visit(`${PRINTS}/login`);
  if (url.href.startsWith(ALBUM))
    await allow(ann, url);
  return sequence;
}

app.get('/login', async (req, res) => {
  res.type('text').send(`${await inTurn(honest)}\n`);
});

app.get('/attacks/:name', async (req, res) => {
  const { name } = req.params;
  const without = listOf(req.query.without);
  if (!Object.hasOwn(attacks, name) || without.some((each) => !NAMES.includes(each)))
    return res.status(404).json({ attacks: Object.keys(attacks), checks: NAMES });
  const { sequence, stoppedBy, success, browser, wanted, ending } =
    await inTurn(() => play(name, without));
  const end = success
    ? `${browser.owner}'s browser is logged in as ${wanted}.\n${ending}`.trim()
    : `Refused, by the check: ${stoppedBy}`;
  res.type('text').send(`${sequence}\n\n${end}\n`);
});

// Each attack, with what stops it left out, one check after the other.
app.get('/table', async (req, res) => {
  const lines = ['attack     without              is stopped by'];
  for (const name of Object.keys(attacks)) {
    const without = [];
    for (;;) {
      const { stoppedBy, success } = await inTurn(() => play(name, without));
      const end = success ? '– it succeeds' : stoppedBy;
      const first = without.length ? '' : name;
      const second = without.join(', ') || '–';
      lines.push(`${first.padEnd(11)}${second.padEnd(21)}${end}`);
      if (success || without.includes(stoppedBy) || !stoppedBy) break;
      without.push(stoppedBy);
    }
  }
  res.type('text').send(`${lines.join('\n')}\n`);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  console.error(error);
  res.status(error.status ?? 500).json({ error: 'a scene went wrong; see the log' });
});

/** Waits for a server, since nobody says which of the four is the first to listen. One
 * that never does fails each scene, and the log says so. */
async function waitFor(port) {
  for (let n = 0; n < 100; n += 1) {
    const response = await fetch(`http://localhost:${port}/without`).catch(() => null);
    if (response) return response.body?.cancel();
    await setTimeout(100); // ms
  }
}
await Promise.all([3001, 3002, 3003].map(waitFor));

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
