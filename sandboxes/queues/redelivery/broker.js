// A broker, as small as it can be. A message that was received is hidden for the time
// of its lease, and comes again unless it was acknowledged within it.
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';

const LEASE = 500; // milliseconds; in earnest longer than the slowest job
const RECEIVES = 3; // then it is a dead letter
const FULL = 1000; // messages, the dead letters among them

for (const end of ['', '-journal']) rmSync(`broker.db${end}`, { force: true });
const db = new DatabaseSync('broker.db');
db.exec(`CREATE TABLE messages (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL,
  visible_at INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0,
  dead INTEGER NOT NULL DEFAULT 0) STRICT`);
const open = db.prepare('SELECT count(*) AS n FROM messages WHERE dead = 0');
const all = db.prepare('SELECT count(*) AS n FROM messages');
const insert = db.prepare(
  'INSERT INTO messages (id, body, visible_at) VALUES (?, ?, ?)');
const bury = db.prepare(`
  UPDATE messages SET dead = 1 WHERE dead = 0 AND visible_at <= ? AND receives >= ?`);
const take = db.prepare(`
  UPDATE messages SET visible_at = ?, receives = receives + 1
  WHERE seq = (SELECT seq FROM messages WHERE dead = 0 AND visible_at <= ?
               ORDER BY seq LIMIT 1)
  RETURNING seq, id, body, receives`);
const first = db.prepare('SELECT min(visible_at) AS at FROM messages WHERE dead = 0');
const remove = db.prepare('DELETE FROM messages WHERE seq = ? AND receives = ?');

const receivers = new Set(); // answers that wait for a message
const watchers = new Set(); // answers that wait until there is none, and workers wait
let timer;
let [stored, delivered] = [0, 0];

/** Hands out what is visible, and comes back when the next lease ends. */
function wake() {
  clearTimeout(timer);
  const now = Date.now();
  bury.run(now, RECEIVES);
  for (const res of receivers) {
    const message = take.get(now + LEASE, now);
    if (!message) break;
    receivers.delete(res);
    delivered += 1;
    const { seq, id, body, receives } = message;
    // Of an earlier delivery of this message the receipt is another one.
    res.json({ id, body: JSON.parse(body), receives, receipt: `${seq}-${receives}` });
  }
  if (open.get().n === 0 && receivers.size > 0) {
    for (const res of watchers) res.json({ empty: true });
    watchers.clear();
  }
  const { at } = first.get();
  if (at !== null) timer = setTimeout(wake, Math.max(1, at - now));
}

const hold = (set) => (req, res) => {
  set.add(res);
  res.on('close', () => set.delete(res));
  wake();
};

const app = express();
app.use(express.json({ limit: '10kb' }));
// The 201 is the confirm: from here on the broker is responsible.
app.post('/messages', (req, res) => {
  const { id, body } = req.body ?? {};
  if (typeof id !== 'string' || typeof body !== 'object' || body === null) {
    return res.status(422).json({ error: 'an id and a body' });
  }
  if (all.get().n >= FULL) {
    return res.status(503).set('Retry-After', '1').json({ error: 'full' });
  }
  insert.run(id, JSON.stringify(body), Date.now());
  stored += 1;
  res.status(201).json({ stored: id });
  wake();
});
app.post('/receive', hold(receivers));
app.get('/empty', hold(watchers));
app.delete('/receipts/:receipt', (req, res) => {
  const [seq, receives] = req.params.receipt.split('-').map(Number);
  const found = Number.isInteger(seq) && Number.isInteger(receives)
    && remove.run(seq, receives).changes === 1;
  res.status(found ? 204 : 404).end();
  wake();
});
app.delete('/messages', (req, res) => {
  db.exec('DELETE FROM messages');
  for (const receiver of receivers) receiver.status(503).end();
  receivers.clear();
  [stored, delivered] = [0, 0];
  res.status(204).end();
});
app.get('/counts', (req, res) => res.json({ stored, delivered }));

app.use((error, req, res, next) => {
  if (!(error.status < 500)) return next(error);
  res.status(error.status).json({ error: error.message });
});

app.listen(process.env.PORT ?? 4000, (error) => {
  if (error) throw error;
});
