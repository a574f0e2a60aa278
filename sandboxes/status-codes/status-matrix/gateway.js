import { Router } from 'express';

const CARRIER = 'http://localhost:4000';
const PATIENCE = 500; // ms

/** Asks the carrier's own server. It may answer badly (502), or not in time (504). */
export const gateway = Router().get('/:question', async (req, res) => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  try {
    const url = `${CARRIER}/${encodeURIComponent(req.params.question)}`;
    const response = await fetch(url, { signal: late.signal });
    if (!response.ok) throw new Error(`the carrier answered ${response.status}`);
    res.json(await response.json());
  } catch (error) {
    console.warn(`carrier: ${error.name}`);
    if (late.signal.aborted) return res.status(504).json({ error: 'no answer' });
    res.status(502).json({ error: 'no good answer' });
  } finally {
    clearTimeout(timer);
  }
});
