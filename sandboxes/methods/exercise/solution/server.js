import express from 'express';
import { applyPatch } from './patch.js';
import { problems } from './player.js';

const ada = { name: 'Ada', score: 7, active: true, nick: 'Countess' };
const players = new Map([['1', ada]]);
const patchType = 'application/merge-patch+json';
const allowed = 'GET, HEAD, PUT, PATCH, OPTIONS';

const app = express();
app.use(express.json({ type: ['json', '+json'] }));

// 999 players at most, so that the map does not grow without bound.
app.param('id', (req, res, next, id) => {
  if (/^[1-9]\d{0,2}$/.test(id)) return next();
  res.status(404).json({ error: 'ids go from 1 to 999' });
});

app
  .route('/players/:id')
  // Express answers HEAD from here as well.
  .get((req, res) => {
    const player = players.get(req.params.id);
    if (!player) return res.status(404).json({ error: 'no such player' });
    res.json(player);
  })

  .put((req, res) => {
    if (!req.is('application/json')) {
      return res.status(415).set('Accept', 'application/json').end();
    }
    const wrong = problems(req.body);
    if (wrong.length > 0) return res.status(422).json({ errors: wrong });

    const created = !players.has(req.params.id);
    players.set(req.params.id, req.body); // the whole state, nothing kept or added
    res.status(created ? 201 : 200).json(req.body);
  })

  .patch((req, res) => {
    const player = players.get(req.params.id);
    if (!player) return res.status(404).json({ error: 'no such player' });
    if (!req.is(patchType)) {
      const error = `PATCH needs Content-Type: ${patchType}`;
      return res.status(415).set('Accept-Patch', patchType).json({ error });
    }
    const changed = applyPatch(player, req.body);
    const wrong = problems(changed);
    if (wrong.length > 0) return res.status(422).json({ errors: wrong });
    players.set(req.params.id, changed);
    res.json(changed);
  })

  // Above all(), which would answer OPTIONS too.
  .options((req, res) => {
    res.set({ Allow: allowed, 'Accept-Patch': patchType }).status(204).end();
  })

  .all((req, res) => {
    res.status(405).set('Allow', allowed).json({ error: `no ${req.method} here` });
  });

// The status of what Express refuses stands in the error: a broken % in the path is
// 400, a body that express.json() cannot read 400, 413 or 415.
app.use((error, req, res, next) => {
  if (!(error.status < 500)) return next(error);
  res.status(error.status).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
