import { randomUUID } from 'node:crypto';

// A customer with a nervous finger: two identical requests, sent together.
export function doubleClick({ port, chargeCount }) {
  return async (req, res) => {
    const { path, cents } = req.body;
    const url = `http://localhost:${port}${path}`;
    const key = randomUUID(); // one intention to pay, so one key for both clicks
    const before = chargeCount();
    const click = async () => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${key}"` },
        body: JSON.stringify({ cents }),
      });
      return response.status;
    };
    const answers = await Promise.all([click(), click()]);
    res.json({ answers: answers.sort(), charged: chargeCount() - before });
  };
}
