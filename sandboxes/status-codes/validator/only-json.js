import express from 'express';

export function refuse(res, status, title, members) {
  res.status(status).type('application/problem+json');
  res.json({ title, status, ...members });
}

/** What is no JSON gets no further: 415, 413 and 400 come before any 422. */
export const onlyJson = [
  (req, res, next) => {
    if (req.get('Content-Type') === undefined) return refuse(res, 400, 'Send a body');
    if (req.is('json') !== false) return next();
    res.set('Accept', 'application/json');
    refuse(res, 415, 'Send JSON');
  },
  express.json({ limit: '10kb' }), // 400 broken, 413 too large, 415 unknown charset
  (req, res, next) => {
    if (req.body === undefined) return refuse(res, 400, 'Send a body');
    next();
  },
];
