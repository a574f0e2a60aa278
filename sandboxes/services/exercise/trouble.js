// What may happen to a call on its way, on demand. For experiments only.
import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from 'express';

const KINDS = ['busy', 'lost', 'silent', 'late', 'slow'];
const LATE = 500; // ms: when the caller has given up long ago
const SLOW = 50; // ms: and the caller still waits

/** Routes that come before those of the service, and after the body was read. */
export function trouble() {
  let next = null; // { method, kind, times }
  const router = Router();
  router.put('/trouble', (req, res) => {
    const { method, kind, times = 3 } = req.body ?? {};
    if (!KINDS.includes(kind) || !['PUT', 'DELETE'].includes(method) ||
      !Number.isInteger(times) || times < 1) {
      return res.status(422).json({ method: ['PUT', 'DELETE'], kind: KINDS });
    }
    next = { method, kind, times };
    res.json(next);
  });
  router.delete('/trouble', (req, res) => {
    next = null;
    res.status(204).end();
  });
  router.use(async (req, res, go) => {
    if (req.method !== next?.method) return go();
    const { kind } = next;
    next.times -= 1;
    if (next.times === 0) next = null;
    if (kind === 'busy') return res.status(503).json({ error: 'busy' });
    if (kind === 'lost') return; // not done, and no answer
    if (kind === 'silent') res.end = () => res; // done, and no answer
    if (kind === 'late') await sleep(LATE); // no answer in time, and done afterwards
    if (kind === 'slow') await sleep(SLOW);
    go();
  });
  return router;
}
