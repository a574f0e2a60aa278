import { Router } from 'express';

// Stands for a database that answers, or does not.
let database = 'up';
export const health = Router();

// For the supervisor: may this process live? It asks nobody else.
health.get('/livez', (req, res) => res.json({ alive: true }));

// For the load balancer: may it get requests now?
health.get('/readyz', (req, res) => {
  res.status(database === 'up' ? 200 : 503).json({ ready: database === 'up' });
});

// Broken on purpose: 200 whatever happens, and it tells strangers how we are built.
health.get('/health', (req, res) => {
  res.json({ status: 'ok', dependencies: { 'postgres 17.6 at 10.0.3.7': database } });
});

health.post('/database', (req, res) => {
  database = database === 'up' ? 'down' : 'up';
  res.json({ database });
});
