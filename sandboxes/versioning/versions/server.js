import express from 'express';
import { asOf, dateOf, dates } from './dates.js';
import { answer, Problem } from './problems.js';
import { taught } from './taught.js';
import { trial } from './trial.js';
import { userOf } from './users.js';
import { views } from './views.js';

const app = express();
const port = process.env.PORT ?? 3000;
app.set('json spaces', 1);
app.get('/trial', async (req, res) => {
  res.type('text').send(await trial(`http://localhost:${port}`));
});
app.use('/taught', taught);
app.use((req, res, next) => {
  res.set('Cache-Control', 'public, max-age=60');
  next();
});

/** Answers with what `version` names, or with `status` and the names that there are. */
function send(req, res, version, status) {
  const view = views.get(version);
  const versions = [...views.keys()];
  if (!view) throw new Problem(status, 'This version is not known', { versions });
  const user = userOf(req);
  if (!user) throw new Problem(404, 'There is no such user');
  res.json(view(user));
}

// 1. In the path: another version is another address.
app.get('/v:version/users/:id', (req, res) => send(req, res, req.params.version, 404));

// 2. In the query: another address, too. It must be there.
app.get('/query/users/:id', (req, res) => send(req, res, req.query.version, 400));

// 3. In a header of our own: one address, several answers. Without it: the oldest.
app.get('/header/users/:id', (req, res) => {
  const version = req.get('API-Version') ?? '1';
  res.vary('API-Version');
  if (views.has(version)) res.set('API-Version', version);
  send(req, res, version, 400);
});

// 4. In the media type. For */* Express takes the first, the oldest.
const typeOf = (version) => `application/vnd.shop.v${version}+json`;
const types = new Map([...views.keys()].map((version) => [typeOf(version), version]));
app.get('/type/users/:id', (req, res) => {
  res.vary('Accept');
  const known = [...types.keys()];
  const type = req.accepts(known);
  if (!type) throw new Problem(406, 'This type is not known', { types: known });
  res.type(type);
  send(req, res, types.get(type), 406);
});

// 5. By date: a header, or else what the key is pinned to.
app.get('/date/users/:id', (req, res) => {
  res.vary(['Shop-Version', 'Authorization']);
  res.set('Cache-Control', 'private, max-age=60');
  const date = dateOf(req);
  if (date === undefined) throw new Problem(401, 'A key is needed');
  if (!dates.includes(date)) throw new Problem(400, 'No such version', { dates });
  const user = userOf(req);
  if (!user) throw new Problem(404, 'There is no such user');
  res.set('Shop-Version', date).json(asOf(date, user));
});

app.use(() => {
  throw new Problem(404, 'There is nothing here');
});
app.use(answer);

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
