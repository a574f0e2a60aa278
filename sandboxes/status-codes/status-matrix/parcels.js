import { Router } from 'express';
import { authenticate, json, refuse, unchanged } from './access.js';

const parcels = new Map([
  ['1', { owner: 'ann', grams: 500, state: 'waiting', version: 1 }],
  ['2', { owner: 'ann', grams: 900, state: 'delivered', version: 1 }],
  ['3', { owner: 'bob', grams: 250, state: 'waiting', version: 1 }],
]);
let lastId = 3;
const used = new Map(); // user → quotes asked for; the users are two

const validGrams = (body) => Number.isSafeInteger(body?.grams) && body.grams > 0;

const router = Router();
router.use(authenticate);

router.get('/report', (req, res) => {
  if (req.user !== 'ops') return res.status(403).json({ error: 'for ops only' });
  res.json({ parcels: parcels.size });
});

router.get('/quote', (req, res) => {
  used.set(req.user, (used.get(req.user) ?? 0) + 1);
  if (used.get(req.user) > 2) {
    return res.status(429).set('Retry-After', '60').json({ error: 'two quotes only' });
  }
  res.json({ cents: 490 });
});

router
  .route('/')
  .post(json, (req, res) => {
    if (!validGrams(req.body)) {
      return res.status(422).json({ error: 'grams is a whole number above 0' });
    }
    lastId += 1;
    const { grams } = req.body;
    const parcel = { owner: req.user, grams, state: 'waiting', version: 1 };
    parcels.set(String(lastId), parcel);
    if (parcels.size > 100) parcels.delete(parcels.keys().next().value); // bounded
    res.status(201).location(`/parcels/${lastId}`).json(parcel);
  })
  .all(refuse('POST'));

router.param('id', (req, res, next, id) => {
  req.parcel = parcels.get(id);
  // Somebody else's is not there, either: ids must not be worth trying out.
  if (req.parcel && [req.parcel.owner, 'ops'].includes(req.user)) return next();
  res.status(404).json({ error: 'no such parcel' });
});

router
  .route('/:id')
  .get((req, res) => {
    if (!req.accepts('json')) return res.status(406).json({ available: ['json'] });
    res.set('ETag', `"${req.parcel.version}"`).json(req.parcel);
  })
  .put(json, unchanged, (req, res) => {
    const { parcel } = req;
    if (!validGrams(req.body)) {
      return res.status(422).json({ error: 'grams is a whole number above 0' });
    }
    Object.assign(parcel, { grams: req.body.grams, version: parcel.version + 1 });
    res.set('ETag', `"${parcel.version}"`).json(parcel);
  })
  .delete(unchanged, (req, res) => {
    if (req.parcel.state === 'delivered') {
      return res.status(409).json({ error: 'it is delivered already' });
    }
    parcels.delete(req.params.id);
    res.status(204).end();
  })
  .all(refuse('GET, HEAD, PUT, DELETE'));

// A label is printed later: 202, and where to ask how it goes.
router.post('/:id/label', (req, res) => {
  res.status(202).location(`/parcels/${req.params.id}/label`).json({ state: 'queued' });
});
router.get('/:id/label', (req, res) => res.json({ state: 'queued' }));

export { router as parcels };
