import express from 'express';

const PATIENCE = 3_000; // as long as a gateway waits for an answer
const PASSED = ['content-type', 'location', 'retry-after', 'cache-control'];
const app = express();
app.use(express.json({ limit: '1kb' }));

app.use('/exports', async (req, res) => {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), PATIENCE);
  try {
    const answer = await fetch(`http://localhost:3001${req.originalUrl}`, {
      method: req.method,
      ...(req.method === 'POST' && req.body && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(req.body),
      }),
      signal: timeout.signal,
    });
    for (const name of PASSED)
      if (answer.headers.has(name)) res.set(name, answer.headers.get(name));
    res.status(answer.status).send(Buffer.from(await answer.arrayBuffer()));
  } catch (error) {
    const late = timeout.signal.aborted;
    res
      .status(late ? 504 : 502)
      .json({ error: late ? 'No answer in 3 s' : 'No API' });
  } finally {
    clearTimeout(timer);
  }
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
