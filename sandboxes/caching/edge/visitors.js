// Asks each address as Ann, as Bob and as somebody new, through the edge, and says
// where one gets what was made for another. Run such a program against your own CDN.
import express from 'express';
import { started } from './started.js';

const EDGE = 'http://localhost:3000';
const paths = ['/', '/prices', '/me', '/me-short', '/me-public', '/welcome'];
const ways = {
  cookie: (name) => ({ Cookie: `session=${name}` }),
  bearer: (name) => ({ Authorization: `Bearer ${name}` }),
  nobody: () => ({}),
};

let round = 0;
async function ask(path, headers) {
  const url = `${EDGE}${path}?audit=${round}`; // an address of its own for each audit
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(5000) });
  const cache = response.headers.get('Cache-Status')?.split(', ').at(-1) ?? '';
  return {
    isHit: / hit/.test(cache),
    cookie: response.headers.get('Set-Cookie')?.split(';')[0],
    body: await response.text(),
  };
}

const app = express();
app.post('/audit', async (req, res) => {
  const lines = [];
  for (const [way, headers] of Object.entries(ways)) {
    round += 1;
    for (const path of paths) {
      await ask(path, headers('ann'));
      const bob = await ask(path, headers('bob'));
      const ofAnn = bob.isHit && /ann/.test(bob.body);
      const cookie = bob.isHit && bob.cookie;
      if (!ofAnn && !cookie) continue;
      const what = ofAnn ? `Ann's answer: ${bob.body}` : `another's cookie: ${cookie}`;
      lines.push(`${path.padEnd(12)}${way.padEnd(8)}Bob gets ${what}`);
    }
  }
  const none = 'nobody got what was made for another';
  res.type('text').send(`${lines.join('\n') || none}\n`);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(502).json({ error: error.message });
});
await started(3000);
app.listen(3003, (error) => {
  if (error) throw error;
});
