import express from 'express';
import { begin, failCommits, openTransactions } from './db.js';
import { increment, leave, save } from './work.js';

const app = express();
app.use(express.json());
const doctors = ['alice', 'bob', 'cleo'];

/** A transaction of the server's own, for what is not part of the exercise. */
async function alone(step, level = 'serializable') {
  for (let tries = 0; ; tries += 1) {
    const db = await begin(level);
    try {
      const result = await step(db);
      await db.commit();
      return result;
    } catch (error) {
      await db.rollback();
      if (error.code !== '40001' || tries === 20) throw error;
    }
  }
}

app.param('doctor', (req, res, next, doctor) => {
  if (doctors.includes(doctor)) return next();
  res.status(404).json({ error: 'no such doctor' });
});
app.get('/doctors', async (req, res) => {
  res.json(await alone(async (db) => {
    const states = {};
    for (const doctor of doctors) states[doctor] = await db.read(doctor);
    return states;
  }));
});
app.post('/doctors/:doctor/leave', async (req, res) => {
  const may = await leave(req.params.doctor);
  res.status(may ? 200 : 409).json({ left: may });
});
app.put('/doctors', async (req, res) => {
  const { onCall } = req.body ?? {};
  if (!Array.isArray(onCall)) {
    return res.status(422).json({ error: 'onCall is a list of doctors' });
  }
  await alone(async (db) => {
    for (const doctor of doctors) {
      await db.write(doctor, onCall.includes(doctor) ? 'on call' : 'home');
    }
  });
  res.json({ onCall: doctors.filter((doctor) => onCall.includes(doctor)) });
});

// Another program, on the same database: at night it counts, adds to the note, and ends
// shifts by the same rule.
app.post('/night/counter', async (req, res) => {
  const value = await alone((db) => db.add('counter', 1), 'read committed');
  res.json({ value });
});
app.post('/night/note', async (req, res) => {
  const { text } = await alone(async (db) => {
    const { text: before, version } = await db.read('note');
    const after = `${before.slice(0, 150)}, read at night`;
    return db.write('note', { text: after, version: version + 1 });
  });
  res.json({ text });
});
app.post('/night/:doctor', async (req, res) => {
  const may = await alone(async (db) => {
    const isOnCall = (await db.read(req.params.doctor)) === 'on call';
    if (!isOnCall || (await db.count('on call')) < 2) return false;
    await db.write(req.params.doctor, 'home');
    return true;
  });
  res.status(may ? 200 : 409).json({ left: may });
});

app.get('/counter', async (req, res) => {
  res.json({ value: await alone((db) => db.read('counter')) });
});
app.post('/counter', async (req, res) => res.json({ value: await increment() }));

// For whoever looks for a fault: two doctors, or 50 increments, at the same time.
app.post('/both', async (req, res) => {
  const [alice, bob] = await Promise.all([leave('alice'), leave('bob')]);
  res.json({ alice, bob });
});
app.post('/fifty', async (req, res) => {
  await Promise.all(Array.from({ length: 50 }, increment));
  res.json({ counter: await alone((db) => db.read('counter')) });
});

const show = (res, { text, version }) => res.set('ETag', `"${version}"`).json({ text });
app.get('/note', async (req, res) => show(res, await alone((db) => db.read('note'))));
app.put('/note', async (req, res) => {
  const { text } = req.body ?? {};
  if (typeof text !== 'string' || text.length > 200) {
    return res.status(422).json({ error: 'text has 200 characters at most' });
  }
  const condition = req.get('If-Match');
  const version = /^"([1-9]\d{0,14})"$/.exec(condition ?? '')?.[1] ?? null;
  const read = condition === undefined ? undefined : version && Number(version);
  const { status, note } = await save(text, read);
  if (note) return show(res.status(status), note);
  res.status(status).json({ error: status === 428 ? 'If-Match is missing' : 'too late' });
});

// In PostgreSQL, pg_stat_activity shows them: idle in transaction.
app.get('/open', (req, res) => res.json({ open: openTransactions() }));

// So many of the next COMMITs fail.
app.put('/fault', (req, res) => {
  const { commits } = req.body ?? {};
  if (!(Number.isInteger(commits) && commits >= 0 && commits < 10)) {
    return res.status(422).json({ error: 'commits is a number below 10' });
  }
  failCommits(commits);
  res.json({ commits });
});

app.use((error, req, res, next) => {
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
