// prints.example: prints your photos, and logs you in by album.example.
import { createHash, randomBytes } from 'node:crypto';
import express from 'express';
import { check, cookie, COOKIE, keep, refusal, serve } from './checks.js';
import { claimsOf } from './id-token.js';

const PROVIDER = 'http://localhost:3001'; // what https://album.example resolves to here
const ISSUER = 'https://album.example';
const CALLBACK = 'https://prints.example/callback';
const BASIC = Buffer.from('prints:made-up-secret-of-prints').toString('base64');

// Ann has been here before, with a password. Nobody has linked her account yet.
const accounts = [{ name: 'Ann', email: 'ann@mail.example', login: null, files: [] }];
const sessions = new Map(); // cookie → { pending } or { account }
const sha256 = (text) => createHash('sha256').update(text).digest('base64url');
const random = () => randomBytes(32).toString('base64url');

const app = express();

function begin(res, session) {
  const sid = keep(sessions, random(), session); // always a new one
  res.cookie('sid', sid, COOKIE);
}

const sessionOf = (req) => sessions.get(cookie(req, 'sid')) ?? {};

app.get('/login', (req, res) => {
  const pending = { state: random(), nonce: random(), verifier: random() };
  begin(res, { pending });
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'prints',
    redirect_uri: CALLBACK,
    scope: 'openid email photos',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: sha256(pending.verifier),
    code_challenge_method: 'S256',
  });
  res.redirect(303, `https://album.example/authorize?${query}`);
});

/** Whose account is it? Issuer and subject say so, and nothing else does. */
function accountOf({ iss, sub, email, email_verified: verified }) {
  const login = `${iss} ${sub}`;
  const known = accounts.find((account) => account.login === login);
  if (known) return known;
  const sameEmail = accounts.find((account) => account.email === email);
  if (sameEmail) {
    const mayLink = verified && !sameEmail.login;
    check('email', mayLink, 'log in with your password to link it');
    if (verified) sameEmail.login ??= login;
    return sameEmail;
  }
  const name = sub[0].toUpperCase() + sub.slice(1);
  if (accounts.length === 500) throw refusal('no more accounts', undefined, 503);
  accounts.push({ name, email, login, files: [] });
  return accounts.at(-1);
}

app.get('/callback', async (req, res) => {
  const { code, state, iss, error } = req.query;
  const session = sessionOf(req);
  const { pending = {} } = session;
  delete session.pending; // one answer for each question
  check('state', pending.state && state === pending.state, 'state: not begun here');
  if (iss !== ISSUER) throw refusal('iss: from another provider');
  if (error || typeof code !== 'string') throw refusal(`no code: ${error}`);

  const response = await fetch(`${PROVIDER}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${BASIC}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code', code,
      redirect_uri: CALLBACK, code_verifier: pending.verifier ?? '',
    }),
    signal: AbortSignal.timeout(5000),
  });
  res.set('Asked', `POST /token: ${response.status}`); // for the drawing only
  const tokens = await response.json();
  if (!response.ok) throw refusal(tokens.error, tokens.check);
  const claims = await claimsOf(tokens.id_token, pending.nonce);
  begin(res, { account: accountOf(claims), accessToken: tokens.access_token });
  res.redirect(303, '/me');
});

// The same login for the app on a phone, which brings the ID token itself.
app.post('/id-token', express.json(), async (req, res) => {
  const session = sessionOf(req);
  const { pending = {} } = session;
  delete session.pending;
  const claims = await claimsOf(req.body?.id_token, pending.nonce);
  begin(res, { account: accountOf(claims) });
  res.redirect(303, '/me');
});

app.get('/me', async (req, res) => {
  const { account, accessToken } = sessionOf(req);
  if (!account) throw refusal('log in first', undefined, 401);
  if (!accessToken) return res.json({ account: account.name, files: account.files });
  const response = await fetch(`${PROVIDER}/photos`, {
    headers: { Authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(5000),
  });
  res.set('Asked', `GET /photos: ${response.status}`);
  const photos = response.ok ? await response.json() : []; // the token has ended
  res.json({ account: account.name, files: account.files, photos });
});

app.post('/files', express.json(), (req, res) => {
  const { account } = sessionOf(req);
  if (!account) throw refusal('log in first', undefined, 401);
  const { name } = req.body ?? {};
  if (typeof name !== 'string') throw refusal('name is a text', undefined, 422);
  account.files = [...account.files, name.slice(0, 50)].slice(-5);
  res.status(201).json({ saved: account.files.at(-1) });
});

serve(app, process.env.PORT ?? 3002);
