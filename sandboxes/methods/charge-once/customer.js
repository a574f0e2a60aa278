import { randomUUID } from 'node:crypto';

// A customer who sends a charge twice with one key, as for one intention to pay:
// both at once with a nervous finger, or the second when the first has failed.
export function sendTwice({ port, chargeCount }) {
  return async (req, res) => {
    const { path, cents, card, atOnce } = req.body ?? {};
    if (typeof path !== 'string' || !/^\/[a-z-]+\/charges$/.test(path)) {
      return res.status(422).json({ error: 'path is one of the routes for charges' });
    }
    const key = randomUUID();
    const send = async () => {
      const response = await fetch(`http://localhost:${port}${path}`, {
        method: 'POST',
        headers: {
          Authorization: 'Bearer ada-token',
          'Content-Type': 'application/json',
          'Idempotency-Key': `"${key}"`,
        },
        body: JSON.stringify({ cents, card }),
      });
      await response.arrayBuffer();
      return response.status;
    };
    const before = chargeCount();
    const answers = atOnce
      ? (await Promise.all([send(), send()])).sort()
      : [await send(), await send()];
    res.json({ answers, charged: chargeCount() - before });
  };
}
