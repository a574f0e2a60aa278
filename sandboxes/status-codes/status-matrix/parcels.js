import { Router } from 'express';
import { authenticate, json, refuse, unchanged } from './access.js';

const parcels = new Map([
  ['1', { owner: 'ann', grams: 500, state: 'waiting', version: 1 }],
  ['2', { owner: 'ann', grams: 900, state: 'delivered', version: 1 }],
  ['3', { owner: 'bob', grams: 250, state: 'waiting', version: 1 }],
]);
let lastId = 3;
const used = new Map(); // user → quotes asked for in this minute; the users are two

const validGrams = (req, res, next) => {
  const { grams } = req.body;
  if (Number.isSafeInteger(grams) && grams > 0) return next();
  res.status(422).json({ error: 'grams is a whole number above 0' });
};

const router = Router();
router.use(authenticate);

router.get('/report', (req, res) => {
  if (req.user !== 'ops') return res.status(403).json({ error: 'for ops only' });
  res.json({ parcels: parcels.size });
});

router.get('/quote', (req, res) => {
  const count = (used.get(req.user) ?? 0) + 1;
  if (count === 1) setTimeout(() => used.delete(req.user), 60_000).unref();
  used.set(req.user, count);
  if (count > 2) {
    return res.status(429).set('Retry-After', '60').json({ error: 'two a minute' });
  }
  res.json({ cents: 490 });
});

router
  .route('/')
  .post(json, validGrams, (req, res) => {
    lastId += 1;
    const { grams } = req.body;
    const parcel = { owner: req.user, grams, state: 'waiting', version: 1 };
    parcels.set(String(lastId), parcel);
    if (parcels.size > 100) parcels.delete(parcels.keys().next().value); // bounded
    res.status(201).location(`/parcels/${lastId}`).json(parcel);
  })
  .all(refuse('POST'));

const notDelivered = (req, res, next) => {
  if (req.parcel.state !== 'delivered') return next();
  res.status(409).json({ error: 'it is delivered already' });
};

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
  .put(json, validGrams, notDelivered, unchanged, (req, res) => {
    const { parcel } = req;
    Object.assign(parcel, { grams: req.body.grams, version: parcel.version + 1 });
    res.set('ETag', `"${parcel.version}"`).json(parcel);
  })
  .delete(notDelivered, unchanged, (req, res) => {
    parcels.delete(req.params.id);
    res.status(204).end();
  })
  .all(refuse('GET, HEAD, PUT, DELETE'));

// A label is printed later: 202, and where to ask how it goes.
router
  .route('/:id/label')
  .get((req, res) => res.json({ state: 'queued' }))
  .post((req, res) => {
    const where = `/parcels/${req.params.id}/label`;
    res.status(202).location(where).json({ state: 'queued' });
  })
  .all(refuse('GET, HEAD, POST'));

export { router as parcels };
