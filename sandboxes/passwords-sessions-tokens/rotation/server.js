import { randomBytes } from 'node:crypto';
import express from 'express';
import { jwtVerify, SignJWT } from 'jose';
import { begin, revoke, rotate } from './families.js';
import { draw } from './drawing.js';

const key = randomBytes(32); // HS256 wants 256 random bits (RFC 7518 §3.2)
const iss = 'https://login.shop.example';
const aud = 'https://api.shop.example';

const sign = (sub) => new SignJWT({ jti: randomBytes(12).toString('base64url') })
  .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
  .setIssuer(iss)
  .setAudience(aud)
  .setSubject(sub)
  .setIssuedAt()
  .setExpirationTime('15 minutes')
  .sign(key);

const app = express();
app.use(express.urlencoded({ limit: '4kb', extended: false }));

// A login without a password: the lesson is what comes after it.
app.post('/login', async (req, res) => {
  const refresh = begin('ann');
  res.set('Cache-Control', 'no-store');
  res.json({ access_token: await sign('ann'), refresh_token: refresh });
});

// The endpoint that OAuth describes: RFC 6749 §5.1, §5.2 and §6.
app.post('/token', async (req, res) => {
  res.set('Cache-Control', 'no-store');
  const { grant_type: type, refresh_token: token } = req.body ?? {};
  if (typeof type === 'string' && type !== 'refresh_token') {
    return res.status(400).json({ error: 'unsupported_grant_type' });
  }
  if (typeof type !== 'string' || typeof token !== 'string') {
    return res.status(400).json({ error: 'invalid_request' });
  }
  const result = rotate(token);
  draw(req.get('User-Agent'), result);
  if (result.outcome === 'reused') console.log('reuse: the family is revoked');
  if (result.outcome !== 'rotated') {
    return res.status(400).json({ error: 'invalid_grant' });
  }
  const access = await sign(result.user);
  res.json({
    access_token: access,
    token_type: 'Bearer',
    expires_in: 900,
    refresh_token: result.token,
  });
});

// RFC 7009: revoking what is not there succeeds too.
app.post('/revoke', (req, res) => {
  const { token } = req.body ?? {};
  if (typeof token !== 'string') {
    return res.status(400).json({ error: 'invalid_request' });
  }
  revoke(token);
  res.status(200).end();
});

app.get('/orders', async (req, res) => {
  const [, token] = /^Bearer +([\w.-]+)$/i.exec(req.get('Authorization') ?? '') ?? [];
  const challenge = (more = '') =>
    res.status(401).set('WWW-Authenticate', `Bearer realm="shop"${more}`).end();
  if (!token) return challenge();
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'], typ: 'at+jwt', issuer: iss, audience: aud,
      requiredClaims: ['exp', 'sub'],
    });
    res.json({ user: payload.sub, orders: 3 });
  } catch {
    challenge(', error="invalid_token"');
  }
});

app.use((error, req, res, _next) => {
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
