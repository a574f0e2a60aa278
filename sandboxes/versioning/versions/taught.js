// Broken on purpose: versions are looked up in a plain object, searched for in a path
// that has lost them, and warned about in the body. Caches do not learn of them.
import express from 'express';
import { userOf } from './users.js';

const warnings = { deprecated_fields: ['name'], message: 'Use full_name, as in v2' };
const views = {
  1: ({ id, full_name: name, phone }) => ({ id, name, phone, _warnings: warnings }),
  2: ({ id, full_name, phone }) => ({ id, full_name, phone }),
};

function send(req, res, version) {
  const view = views[version];
  const user = userOf(req);
  if (!view) return res.status(400).json({ error: 'Unknown version' });
  if (!user) return res.status(404).json({ error: 'No such user' });
  res.set('Cache-Control', 'public, max-age=60').json(view(user));
}

export const taught = express.Router();

taught.get('/users/:id', (req, res) => send(req, res, req.get('API-Version') ?? '1'));

const byPath = express.Router({ mergeParams: true });
byPath.get('/users/:id', (req, res) => {
  const [, version = '1'] = /^\/v(\d+)/.exec(req.path) ?? [];
  send(req, res, version);
});
taught.use(['/v1', '/v2'], byPath);
