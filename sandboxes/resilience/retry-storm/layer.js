// Broken on purpose: a layer that tries three times, at once, whatever is behind it.
// node layer.js <port> <port of the next>
import { pathToFileURL } from 'node:url';
import express from 'express';

const TRIES = 3;

/** @returns the status, after three tries at most */
export async function forward(port) {
  for (let tries = 1; ; tries += 1) {
    const headers = { Connection: 'close' };
    const response = await fetch(`http://localhost:${port}/`, { headers });
    await response.arrayBuffer();
    if (response.ok || tries === TRIES) return response.status;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [port, next] = process.argv.slice(2);
  const app = express();
  app.get('/', async (req, res) => res.sendStatus(await forward(next)));
  app.listen(port, (error) => {
    if (error) throw error;
  });
}
