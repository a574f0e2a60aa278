import { STATUS_CODES } from 'node:http';
import express from 'express';

/** A problem document without a type: its title is the status in words. */
export function refuse(res, status, detail, members) {
  res.status(status).type('application/problem+json');
  res.json({ title: STATUS_CODES[status], status, detail, ...members });
}

/** What is no JSON gets no further: 415, 413 and 400 come before any 422. */
export const onlyJson = [
  (req, res, next) => {
    const type = req.is('json'); // null: there is no body
    const empty = type === null || req.get('Content-Length') === '0';
    if (empty) return refuse(res, 400, 'Send a body');
    if (type) return next();
    res.set('Accept', 'application/json');
    refuse(res, 415, 'Send JSON');
  },
  express.json({ limit: '10kb' }), // 400 broken, 413 too large, 415 unknown charset
];
