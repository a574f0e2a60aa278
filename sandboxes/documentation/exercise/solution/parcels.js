import { Router } from 'express';
import { problem } from './enforce.js';
import { add, all, find } from './store.js';

export const api = Router();

api.get('/parcels', (req, res) => {
  const data = all().filter(({ status }) => status === req.query.status);
  res.json({ data });
});

api.get('/parcels/:id', (req, res) => {
  const parcel = find(req.params.id);
  if (!parcel) return problem(res, 404, 'No such parcel');
  res.json(parcel);
});

api.post('/parcels', (req, res) => {
  const parcel = add(req.body);
  if (!parcel) return problem(res, 409, 'The depot is full');
  res.status(201).json(parcel);
});

// The depot's code, which is not yours to change.
api.post('/parcels/:id/returns', (req, res) => {
  const parcel = find(req.params.id);
  if (!parcel) return problem(res, 404, 'No such parcel');
  if (parcel.status !== 'delivered') return res.status(202).json({ asked: true });
  res.status(201).json({ label: `R-${parcel.id}` });
});
