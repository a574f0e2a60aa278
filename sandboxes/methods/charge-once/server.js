import express from 'express';
import { chargeCount, claimForEver, claimThenRun, lookThenRun } from './charge.js';
import { sendTwice } from './customer.js';
import { fingerprintOf, scopeOf } from './keys.js';

const app = express();
const port = process.env.PORT ?? 3000;
app.use(express.json());

// Whose keys these are. How a token is made and kept is the subject of chapter 31.
const customers = new Map([
  ['Bearer ada-token', 'ada'],
  ['Bearer grace-token', 'grace'],
]);
function customer(req, res, next) {
  req.customer = customers.get(req.get('Authorization'));
  if (req.customer) return next();
  res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'who are you?' });
}

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
  const attempt = {
    scope: scopeOf(req), key: req.idempotencyKey, fingerprint: fingerprintOf(req),
  };
  const { status, body, replayed, retryAfter } = await run(attempt, req.body);
  if (replayed) res.set('Idempotent-Replayed', 'true');
  if (retryAfter) res.set('Retry-After', String(retryAfter));
  res.status(status).json(body);
};

app.post('/looked-up/charges', customer, idempotencyKey, charge(lookThenRun));
app.post('/for-ever/charges', customer, idempotencyKey, charge(claimForEver));
app.post('/claimed/charges', customer, idempotencyKey, charge(claimThenRun));
app.post('/twice', sendTwice({ port, chargeCount }));

// 400 for a body that is not JSON; 503 for a card network that is not there.
app.use((error, req, res, next) => {
  const { status = 500, message } = error;
  if (status === 500) return next(error);
  if (status === 503) res.set('Retry-After', '1'); // later, with the same key
  res.status(status).json({ error: message });
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
