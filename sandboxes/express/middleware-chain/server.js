import express from 'express';
import { orders } from './orders.js';
import { parts } from './parts.js';

/** Notes in the header X-Trace that the request has come to this part. */
function mark(res, name) {
  const trace = res.get('X-Trace');
  if (!res.headersSent) res.set('X-Trace', trace ? `${trace} > ${name}` : name);
}

/** @returns `part` with its mark; it keeps three parameters, or four */
function traced(name, part) {
  if (part.length === 4) {
    return (error, req, res, next) => {
      mark(res, name);
      return part(error, req, res, next);
    };
  }
  return (req, res, next) => {
    mark(res, name);
    return part(req, res, next);
  };
}

/** @returns an app with these parts in this order */
function build(names) {
  const app = express();
  for (const name of names) {
    if (!Object.hasOwn(parts, name)) throw new Error(`There is no part "${name}"`);
    app.use(traced(name, parts[name]));
  }
  return app;
}

const apps = new Map();
for (const [name, names] of Object.entries(orders)) apps.set(name, build(names));

// An app is a function of a request and an answer, so one app can call another.
const chooser = express();
chooser.use((req, res, next) => {
  const app = apps.get(req.get('X-Order') ?? 'usual');
  if (app) return app(req, res);
  res.status(400).json({ error: `X-Order is one of ${[...apps.keys()].join(', ')}` });
});

const port = process.env.PORT ?? 3000;
chooser.listen(port, (error) => {
  if (error) throw error;
});
