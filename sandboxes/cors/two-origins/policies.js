// What the API says to browsers. Each policy has an address: /none/orders, /list/orders
import cors from 'cors';
import { allow } from './allow.js';

export const policies = {
  // Nothing is said.
  none: (req, res, next) => next(),

  // Broken on purpose, as it is often shown for development.
  taught: (req, res, next) => {
    res.set('Access-Control-Allow-Origin', '*');
    res.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
    res.set('Access-Control-Allow-Headers', 'Content-Type');
    res.set('Access-Control-Max-Age', '86400');
    if (req.method === 'OPTIONS') return res.status(204).end();
    next();
  },

  // Broken on purpose: whoever asks is allowed, with Ann's cookie.
  reflect: cors({ origin: true, credentials: true }),

  // By hand.
  list: allow({
    origins: ['http://localhost:3002'],
    methods: ['GET', 'HEAD', 'POST', 'PATCH'],
    headers: ['Content-Type'],
    expose: ['Total-Count'],
    maxAge: 600,
  }),

  // The same, by the package.
  package: cors({
    origin: ['http://localhost:3002'],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PATCH'],
    allowedHeaders: ['Content-Type'],
    exposedHeaders: ['Total-Count'],
    maxAge: 600,
  }),
};
