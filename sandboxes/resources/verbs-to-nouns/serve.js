import express from 'express';
import { answer, Problem } from './problems.js';

/** Where there are routes, but none with this method: 405, and what there is. */
function refuseOthers(app, lines) {
  const byPath = Object.groupBy(lines, (line) => line.split(' ')[1]);
  for (const [path, at] of Object.entries(byPath)) {
    const methods = at.map((line) => line.split(' ')[0]);
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
    app.all(path, (req, res) => {
      res.set('Allow', allow);
      if (req.method === 'OPTIONS') return res.status(204).end();
      throw new Problem(405, `Here is no ${req.method}.`);
    });
  }
}

/** Serves a table of routes, 'GET /users' → handler, and one of what has moved. */
export function serve(routes, moved = {}) {
  const app = express();
  app.set('json spaces', 1);
  app.locals.routes = Object.keys(routes).filter((line) => line !== 'GET /lint');
  app.use(express.json({ limit: '10kb' }));

  const add = (line, handler) => {
    const [method, path] = line.split(' ');
    app[method.toLowerCase()](path, handler);
  };
  for (const [line, handler] of Object.entries(routes)) add(line, handler);
  for (const [line, { status, where, detail }] of Object.entries(moved)) {
    add(line, (req, res) => {
      if (status === 308) return res.redirect(308, where(req));
      throw new Problem(410, detail);
    });
  }
  refuseOthers(app, Object.keys(routes));
  app.use(() => {
    throw new Problem(404, 'There is nothing at this address.');
  });
  app.use(answer);

  const port = process.env.PORT ?? 3000;
  app.listen(port, (error) => {
    if (error) throw error;
    console.log(`Listening on http://localhost:${port}`);
  });
}
