import express from 'express';
import { greet } from './client-v1.js';
import { deprecated, sunset } from './dates.js';
import { add, find } from './users.js';
import { versions } from './versions.js';

const app = express();
const port = process.env.PORT ?? 3000;

function refuse(res, status, title) {
  res.status(status).set('Cache-Control', 'no-store');
  res.type('application/problem+json').json({ title, status });
}

app.get('/greeting', async (req, res) => {
  res.type('text').send(await greet(`http://localhost:${port}`));
});

app.use(express.json({ limit: '10kb' }));

const UNKNOWN = 'There is no such version';

const byPath = (req, res, next) => {
  res.locals.name = req.params.version;
  if (!versions.has(res.locals.name)) return refuse(res, 404, UNKNOWN);
  next();
};

const byHeader = (req, res, next) => {
  res.vary('API-Version');
  res.locals.name = req.get('API-Version') ?? '1';
  if (!versions.has(res.locals.name)) return refuse(res, 400, UNKNOWN);
  next();
};

/** Says that version 1 ends, and ends it. */
const ending = (req, res, next) => {
  if (res.locals.name !== '1') return next();
  const { id } = req.params; // decoded: perhaps with a line break, or with a >
  const successor = id ? `/v2/users/${encodeURIComponent(id)}` : '/v2/users';
  res.set('Deprecation', `@${Math.floor(deprecated.getTime() / 1000)}`);
  res.links({ 'successor-version': successor });
  if (Date.now() >= sunset.getTime()) return refuse(res, 410, 'Version 1 has ended');
  res.set('Sunset', sunset.toUTCString());
  next();
};

const show = (req, res) => {
  const user = find(req.params.id);
  if (!user) return refuse(res, 404, 'There is no such user');
  res.json(versions.get(res.locals.name).show(user));
};

const create = (req, res) => {
  const { read, show: view } = versions.get(res.locals.name);
  const [name, phone] = read(req.body ?? {});
  const user = name && phone && add(name, phone);
  if (!user) return refuse(res, 422, 'This is not a user');
  const at = `/v${res.locals.name}/users/${user.id}`;
  res.status(201).location(at).json(view(user));
};

app.get('/v:version/users/:id', byPath, ending, show);
app.post('/v:version/users', byPath, ending, create);
app.get('/users/:id', byHeader, ending, show);
app.post('/users', byHeader, ending, create);

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
