// The provider. Played: whoever sends the cookie `user` is logged in and consents.
import { createHash, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { issue, mayAnswerAt, redeem } from './codes.js';

const refuse = (status, error) => Object.assign(new Error(error), { status });
const sha256 = (text) => createHash('sha256').update(text).digest();
const BASIC = Buffer.from('prints:made-up-secret-of-prints').toString('base64');
const app = express();
app.use(express.urlencoded());

app.get('/authorize', (req, res) => {
  const { client_id: clientId, redirect_uri: redirectUri, state } = req.query;
  const { code_challenge: challenge, code_challenge_method: method } = req.query;
  if (Object.values(req.query).some((value) => typeof value !== 'string'))
    throw refuse(400, 'a parameter comes twice');
  if (!redirectUri || !URL.canParse(redirectUri) || !mayAnswerAt(clientId, redirectUri))
    throw refuse(400, 'not an address of this client');
  const [, sub] = /(?:^|; )user=(\w{1,20})/.exec(req.get('Cookie')) ?? [];
  if (!sub) throw refuse(401, 'log in first');
  const code = issue({ clientId, redirectUri, sub, challenge, method });
  if (!code) throw refuse(400, 'invalid_request');
  const address = new URL(redirectUri);
  address.searchParams.set('code', code);
  if (state !== undefined) address.searchParams.set('state', state);
  res.redirect(303, address.href);
});

app.post('/token', (req, res) => {
  const given = req.get('Authorization') ?? '';
  if (!timingSafeEqual(sha256(given), sha256(`Basic ${BASIC}`))) {
    res.set('WWW-Authenticate', 'Basic realm="token"');
    throw refuse(401, 'invalid_client');
  }
  const { grant_type, code, redirect_uri: redirectUri } = req.body ?? {};
  if (grant_type !== 'authorization_code') throw refuse(400, 'unsupported_grant_type');
  const verifier = req.body.code_verifier;
  const sub = redeem(code, { clientId: 'prints', redirectUri, verifier });
  if (!sub) throw refuse(400, 'invalid_grant');
  res.set('Cache-Control', 'no-store').json({ sub });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) console.error(error.message);
  res.status(status).json({ error: status < 500 ? error.message : 'internal error' });
});

app.listen(process.env.PORT ?? 3001, (error) => {
  if (error) throw error;
});
