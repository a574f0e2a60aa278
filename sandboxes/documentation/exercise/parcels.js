// Broken on purpose: three changes that nobody was told of. A weight is text now, a
// list is in items, a new parcel is 200. And /debug was only for an afternoon.
import { Router } from 'express';
import { problem } from './enforce.js';
import { add, all, find } from './store.js';

export const api = Router();

const shown = ({ weight, ...rest }) => ({ ...rest, weight: `${weight / 1000} kg` });

api.get('/parcels', (req, res) => {
  const items = all().filter(({ status }) => status === req.query.status);
  res.json({ items: items.map(shown) });
});

api.get('/parcels/:id', (req, res) => {
  const parcel = find(req.params.id);
  if (!parcel) return problem(res, 404, 'No such parcel');
  res.json(shown(parcel));
});

api.post('/parcels', (req, res) => {
  const { to, weight } = req.body ?? {};
  if (typeof weight !== 'number') return problem(res, 400, 'No weight');
  const parcel = add({ to, weight });
  if (!parcel) return problem(res, 409, 'The depot is full');
  res.json(shown(parcel));
});

// The depot's code, which is not yours to change.
api.post('/parcels/:id/returns', (req, res) => {
  const parcel = find(req.params.id);
  if (!parcel) return problem(res, 404, 'No such parcel');
  if (parcel.status !== 'delivered') return res.status(202).json({ asked: true });
  res.status(201).json({ label: `R-${parcel.id}` });
});

api.get('/debug', (req, res) => res.json(all()));
