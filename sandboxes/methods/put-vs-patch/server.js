import express from 'express';
import { mergePatch } from './merge-patch.js';
import { problems } from './user.js';

const app = express();
const ada = { name: 'Ada', email: 'ada@example.com', age: 36, city: 'London' };
const users = new Map([['1', ada]]);
const patchType = 'application/merge-patch+json';
const allowed = 'GET, HEAD, PUT, PATCH, OPTIONS';

app.use(express.json({ type: ['application/json', patchType], limit: '10kb' }));

// 999 users at most, so that the map does not grow without bound.
app.param('id', (req, res, next, id) => {
  if (/^[1-9]\d{0,2}$/.test(id)) return next();
  res.status(404).json({ error: 'ids go from 1 to 999' });
});

app
  .route('/users/:id')
  .get((req, res) => {
    const user = users.get(req.params.id);
    if (!user) return res.status(404).json({ error: 'no such user' });
    res.json(user);
  })

  .put((req, res) => {
    if (!req.is('application/json')) {
      return res.status(415).set('Accept', 'application/json').end();
    }
    const wrong = problems(req.body);
    if (wrong.length > 0) return res.status(422).json({ errors: wrong });

    const created = !users.has(req.params.id);
    users.set(req.params.id, req.body); // the whole state, nothing kept
    res.status(created ? 201 : 200).json(req.body);
  })

  .patch((req, res) => {
    const user = users.get(req.params.id);
    if (!user) return res.status(404).json({ error: 'no such user' });
    if (!req.is(patchType)) {
      const error = `PATCH needs Content-Type: ${patchType}`;
      return res.status(415).set('Accept-Patch', patchType).json({ error });
    }
    const changed = mergePatch(user, req.body); // a copy: all of it or nothing
    const wrong = problems(changed);
    if (wrong.length > 0) return res.status(422).json({ errors: wrong });

    users.set(req.params.id, changed);
    res.json(changed);
  })

  .options((req, res) => {
    res.set({ Allow: allowed, 'Accept-Patch': patchType }).status(204).end();
  })

  .all((req, res) => {
    res.status(405).set('Allow', allowed).json({ error: `no ${req.method} here` });
  });

// The status of what Express refuses stands in the error: 400 for a body that is not
// JSON or a broken % in the path, 413 for too much.
app.use((error, req, res, next) => {
  if (!(error.status < 500)) return next(error);
  const broken = error.type === 'entity.parse.failed';
  const message = broken ? 'the body is not JSON' : error.message;
  res.status(error.status).json({ error: message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
