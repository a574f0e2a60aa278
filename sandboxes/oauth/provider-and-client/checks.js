// All checks have a name, and a scene may leave some out. No other server does that.
import express from 'express';

export const NAMES = 'state pkce nonce redirect same once aud email'.split(' ');
const without = new Set();

/** Refuses the request, unless `ok` or the scene goes without this check. */
export function check(name, ok, message) {
  if (!ok && !without.has(name)) throw refusal(message, name);
}

export const refusal = (message, name, status = 400) =>
  Object.assign(new Error(message), { status, check: name });

/** The routes and the last words that the three servers share. */
export function serve(app, port) {
  app.put('/without', express.json(), (req, res) => {
    without.clear();
    for (const name of [req.body?.names ?? []].flat()) without.add(name);
    res.json([...without]);
  });

  app.use((error, req, res, next) => {
    if (res.headersSent) return next(error);
    const { status = 500, message, check: name } = error;
    if (status >= 500) console.error(error);
    const said = status < 500 ? message : 'internal error';
    res.status(status).json({ error: said, check: name });
  });

  app.listen(port, (error) => {
    if (error) throw error;
  });
}

const MOST = 500;
/** Nothing grows without bound: the oldest goes. */
export function keep(map, key, value) {
  if (map.size >= MOST) map.delete(map.keys().next().value);
  map.set(key, value);
  return key;
}

/** One session by cookie: whose `sid` it is, if we know it. Chapter 31 has the rest. */
export const cookie = (req, name) =>
  (req.get('Cookie') ?? '').split('; ').map((pair) => pair.split('='))
    .find(([key]) => key === name)?.[1];

export const COOKIE = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };
