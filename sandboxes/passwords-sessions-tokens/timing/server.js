import { scrypt, timingSafeEqual } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import express from 'express';

const derive = promisify(scrypt);
const salt = Buffer.from('made up for this');
const hash = (password) => derive(password, salt, 32, { N: 2 ** 11, r: 8, p: 1 });

const db = new DatabaseSync('shop.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS users (name TEXT PRIMARY KEY, hash BLOB NOT NULL,
    failed INTEGER NOT NULL DEFAULT 0) STRICT`);
const add = db.prepare('INSERT OR IGNORE INTO users (name, hash) VALUES (?, ?)');
add.run('ann', await hash('correct horse battery'));
const find = db.prepare('SELECT name, hash FROM users WHERE name = ?');
const count = db.prepare('UPDATE users SET failed = failed + 1 WHERE name = ?');
const nobody = { hash: await hash('there is no such user') };

const right = async (user, password) =>
  timingSafeEqual(await hash(password), Buffer.from(user.hash));

// Each returns the user who may come in, or nothing.
const logins = {
  // Broken on purpose: no user, no hash, no time.
  async early(name, password) {
    const user = find.get(name);
    if (!user) return undefined;
    return (await right(user, password)) ? user : undefined;
  },
  // Broken on purpose: the same hash for all, and a write for those who exist.
  async write(name, password) {
    const user = find.get(name);
    const ok = await right(user ?? nobody, password);
    if (user && !ok) count.run(name);
    return user && ok ? user : undefined;
  },
  async equal(name, password) {
    const user = find.get(name);
    const ok = await right(user ?? nobody, password);
    return user && ok ? user : undefined;
  },
};

const app = express();
app.use(express.json({ limit: '1kb' }));
app.post('/:login', async (req, res) => {
  const login = Object.hasOwn(logins, req.params.login) && logins[req.params.login];
  if (!login) return res.status(404).json({ problem: 'Which login?' });
  const { name, password } = req.body ?? {};
  const fits = (text) => typeof text === 'string' && text.length <= 200;
  if (!fits(name) || !fits(password)) {
    return res.status(422).json({ problem: 'Which?' });
  }
  const user = await login(name, password);
  if (user) return res.json({ welcome: user.name });
  res.status(401).set('WWW-Authenticate', 'Bearer realm="shop"');
  res.json({ problem: 'The name or the password is wrong.' });
});
app.use((error, req, res, _next) => {
  res.status(error.status ?? 500).json({ problem: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
