import express from 'express';
import { chargeCount, claimThenRun, lookThenRun } from './charge.js';
import { doubleClick } from './double-click.js';

const app = express();
const port = process.env.PORT ?? 3000;
app.use(express.json());

// The draft makes the value a Structured Field String: "…" with its quotes.
// Escapes are left out here, because a UUID needs none.
function idempotencyKey(req, res, next) {
  const match = /^"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"$/.exec(
    req.get('Idempotency-Key') ?? '',
  );
  if (!match) {
    const error = 'send Idempotency-Key: "…", a new UUID for each new charge';
    return res.status(400).json({ error });
  }
  req.idempotencyKey = match[1];
  next();
}

const charge = (run) => async (req, res) => {
  if (!Number.isSafeInteger(req.body?.cents) || req.body.cents <= 0) {
    return res.status(422).json({ error: 'cents must be a whole number above 0' });
  }
  const { status, body, replayed } = await run(req.idempotencyKey, req.body);
  if (replayed) res.set('Idempotent-Replayed', 'true');
  res.status(status).json(body);
};

app.post('/looked-up/charges', idempotencyKey, charge(lookThenRun));
app.post('/claimed/charges', idempotencyKey, charge(claimThenRun));
app.post('/double-click', doubleClick({ port, chargeCount }));

app.listen(port, () => console.log(`Listening on http://localhost:${port}`));
