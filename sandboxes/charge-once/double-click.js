// A customer with a nervous finger: two identical requests, sent together.
export function doubleClick(chargeCount) {
  return async (req, res) => {
    const { path, key, cents } = req.body;
    const url = `http://localhost:${req.socket.localPort}${path}`;
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
