import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { burst } from './burst.js';
import { limit } from './limit.js';
import { identify } from './tiers.js';

const app = express();
const port = process.env.PORT ?? 3000;

// There is one proxy in front. It appends the address that it has seen; what stands
// before that is what the client has claimed.
app.set('trust proxy', 1);

app.get('/quote', identify, limit, async (req, res) => {
  await sleep(250); // the exchange takes its time
  res.json({ symbol: 'ACME', price: 12.5 });
});

app.post('/burst', express.json(), burst(`http://localhost:${port}/quote`));

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
