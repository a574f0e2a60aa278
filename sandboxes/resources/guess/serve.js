import { once } from 'node:events';
import express from 'express';

/** Serves each documented route; all that a handler does is say what it stands for. */
export async function serve(documentation) {
  const app = express();
  for (const [kind, routes] of Object.entries(documentation)) {
    for (const [task, route] of Object.entries(routes)) {
      const [method, address] = route.split(' ');
      const [path, query] = address.split('?');
      const pattern = path.replace('/1', '/:id'); // one of /1, or of ?id=1
      app[method.toLowerCase()](pattern, (req, res, next) => {
        if (query && req.query.id === undefined) return next();
        res.json({ did: `${task} ${kind}` });
      });
    }
  }
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${server.address().port}`;

  const send = async (route, task, kind) => {
    const [method, address] = route.split(' ');
    const response = await fetch(base + address, { method });
    const text = await response.text();
    return response.ok && JSON.parse(text).did === `${task} ${kind}`;
  };
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { send, close };
}
