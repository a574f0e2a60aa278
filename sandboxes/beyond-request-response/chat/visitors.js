import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { closed, listen, openSocket } from './clients.js';

const app = express();

const members = async () =>
  (await (await fetch('http://localhost:3000/count')).json()).members;

/** Each visit tells its story in lines. */
app.post('/visits/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(visits, name)) return res.sendStatus(404);
  const lines = [];
  const start = Date.now();
  const tell = (line) =>
    lines.push(`${((Date.now() - start) / 1000).toFixed(1)} s  ${line}`);
  try {
    await visits[name](tell);
  } catch (error) {
    console.error(`${name}:`, error.message);
    return res.status(502).json({ error: 'The chat does not answer', lines });
  }
  res.type('text').send(lines.join('\n') + '\n');
});

const visits = {
  cut: (tell) => cutOff(tell, true),
  forgetful: (tell) => cutOff(tell, false),

  async strangers(tell) {
    const attacker = 'https://evil.example';
    const stranger = await openSocket({ session: 's-ann', origin: attacker });
    tell(`a page of ${attacker}, Ann's cookie: ${stranger}`);
    tell(`a page of the shop, no cookie: ${await openSocket({})}`);
    const ann = await openSocket({ session: 's-ann' });
    tell(
      `a page of the shop, Ann's cookie: ${typeof ann === 'number' ? ann : 'open'}`,
    );
    ann.close();
  },

  async silent(tell) {
    const ghost = await openSocket({ session: 's-ann', autoPong: false });
    const bob = await openSocket({ session: 's-bob' });
    tell(`members: ${await members()}`);
    ghost.on('close', (code) => tell(`the silent one is closed: ${code}`));
    await sleep(12_000);
    tell(`members: ${await members()}`);
    bob.close();
  },

  async loud(tell) {
    const ann = await openSocket({ session: 's-ann' });
    ann.send('x'.repeat(65 * 1024));
    tell(`65 KiB are sent; closed: ${await closed(ann)}`);
  },

  // Bob says 100 messages of 64 KiB, each when he has heard the one before.
  async slow(tell) {
    const slow = await openSocket({ session: 's-ann' });
    slow.pause(); // its owner has gone into a tunnel
    const bob = await openSocket({ session: 's-bob' });
    let heard = 0;
    bob.on('message', () => (heard += 1));
    for (let sent = 1; sent <= 100; sent += 1) {
      bob.send('x'.repeat(64 * 1024));
      while (heard < sent && bob.readyState === bob.OPEN)
        await new Promise(setImmediate);
    }
    tell(`Bob has heard ${heard} of 100`);
    tell(`members: ${await members()}`);
    slow.terminate();
    bob.close();
  },
};

async function cutOff(tell, remembers) {
  const ann = await openSocket({ session: 's-ann' });
  const say = async (text) => {
    tell(`Ann says ${text}`);
    ann.send(text);
    await sleep(1000);
  };
  let last;
  const hear = (line, id = last) => {
    last = id;
    tell(`               Bob ${line}`);
  };
  const wire = new AbortController();
  await listen({ session: 's-bob', signal: wire.signal }, hear);
  await say('one');
  wire.abort();
  await say('two');
  await say('three');
  const again = new AbortController();
  tell(`               Bob is back${remembers ? `, Last-Event-ID: ${last}` : ''}`);
  const lastEventId = remembers ? last : undefined;
  await listen({ session: 's-bob', lastEventId, signal: again.signal }, hear);
  await say('four');
  again.abort();
  ann.close();
}

app.listen(process.env.PORT ?? 3001, (error) => {
  if (error) throw error;
});
