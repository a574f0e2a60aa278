// album.example: keeps photos, knows its users, and lets other programs in for them.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { check, cookie, COOKIE, keep, refusal, serve } from './checks.js';

const ISSUER = 'https://album.example';
const MINUTE = 60_000; // ms
const users = new Map([
  ['ann', { email: 'ann@mail.example', email_verified: true }],
  ['mallory', { email: 'mallory@mail.example', email_verified: true }],
  // Whoever signs up may type any address. This one was never confirmed.
  ['mallory2', { email: 'ann@mail.example', email_verified: false }],
]);
const clients = new Map([
  ['prints', {
    secret: 'made-up-secret-of-prints', uri: 'https://prints.example/callback',
  }],
  ['quiz', {
    secret: 'made-up-secret-of-quiz', uri: 'https://mallory.example/quiz',
  }],
]);
const sessions = new Map(); // cookie → user
const consents = new Set(['ann quiz openid email photos']); // user, client, scope
const codes = new Map(); // code → what it was issued for
const tokens = new Map(); // access token → what it allows
const { privateKey, publicKey } = await generateKeyPair('ES256');

const random = () => randomBytes(32).toString('base64url');
const app = express();
app.use(express.urlencoded());

app.get('/.well-known/openid-configuration', (req, res) => {
  res.json({
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/authorize`,
    token_endpoint: `${ISSUER}/token`,
    jwks_uri: `${ISSUER}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  });
});

app.get('/jwks', async (req, res) => {
  res.json({ keys: [{ ...(await exportJWK(publicKey)), kid: '1', alg: 'ES256' }] });
});

// Played: a real provider asks for a password here.
app.get('/login', (req, res) => {
  if (!users.has(req.query.user)) throw refusal('nobody has this name', undefined, 401);
  const sid = keep(sessions, random(), req.query.user);
  res.cookie('sid', sid, COOKIE).send('You are logged in\n');
});

/** RFC 6749 §3.1: no parameter comes twice. */
function single(query) {
  if (Object.values(query).some((value) => typeof value !== 'string'))
    throw refusal('a parameter comes twice');
}

/** Throws while nobody knows where an answer may go: it must not be redirected. */
function addressOf({ client_id, redirect_uri }) {
  const client = clients.get(client_id);
  if (!client) throw refusal('unknown client_id');
  if (typeof redirect_uri !== 'string' || !URL.canParse(redirect_uri))
    throw refusal('redirect_uri is not an address');
  // The whole string, since whoever is sent there gets the code. Left out: a prefix.
  check('redirect', redirect_uri === client.uri, 'this redirect_uri is not registered');
  if (!redirect_uri.startsWith(new URL(client.uri).origin))
    throw refusal('redirect_uri is elsewhere');
  return new URL(redirect_uri);
}

function back(res, address, parameters) {
  for (const [name, value] of Object.entries(parameters))
    if (typeof value === 'string') address.searchParams.set(name, value);
  address.searchParams.set('iss', ISSUER); // RFC 9207
  res.redirect(303, address.href);
}

function authorize(req, res, query, mayAsk) {
  single(query);
  const address = addressOf(query);
  const { client_id, response_type, scope = '', state, nonce } = query;
  const { code_challenge: challenge, code_challenge_method: method } = query;
  const isChallenge = typeof challenge === 'string' && /^[\w-]{43}$/.test(challenge);
  if (response_type !== 'code' || method !== 'S256' || !isChallenge)
    return back(res, address, { error: 'invalid_request', state });
  const sub = sessions.get(cookie(req, 'sid'));
  if (!sub) throw refusal('log in first', undefined, 401);
  const consent = `${sub} ${client_id} ${scope}`;
  if (!mayAsk && !consents.has(consent)) // A real one shows a form with this question.
    return res.send(`${client_id} asks for: ${scope}. Allow it?\n`);
  if (consents.size < 500) consents.add(consent);
  const grant = { sub, client_id, scope, nonce, challenge };
  const issued = { ...grant, uri: query.redirect_uri, until: Date.now() + MINUTE };
  const code = keep(codes, random(), issued);
  back(res, address, { code, state });
}

app.get('/authorize', (req, res) => authorize(req, res, req.query, false));

// The button “Allow”. No page of another site may press it.
app.post('/authorize', (req, res) => {
  if (req.get('Origin') !== ISSUER) throw refusal('not from our page', undefined, 403);
  authorize(req, res, req.body ?? {}, true);
});

const sha256 = (text) => createHash('sha256').update(text).digest();
const isSame = (a, b) => timingSafeEqual(sha256(a), sha256(b));

/** HTTP Basic, as RFC 6749 §2.3.1 has it. */
function clientOf(req) {
  const [, basic = ''] = /^Basic +([\w+/=]+)$/i.exec(req.get('Authorization')) ?? [];
  const [id, secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  const client = clients.get(id);
  if (!client || !isSame(secret, client.secret))
    throw refusal('invalid_client', undefined, 401);
  return id;
}

app.post('/token', async (req, res) => {
  const id = clientOf(req);
  const { grant_type, code, redirect_uri, code_verifier = '' } = req.body ?? {};
  if (grant_type !== 'authorization_code') throw refusal('unsupported_grant_type');
  const grant = codes.get(code);
  if (grant?.client_id !== id || grant.until < Date.now())
    throw refusal('invalid_grant: no such code');
  if (grant.used) for (const token of grant.tokens) tokens.delete(token);
  check('once', !grant.used, 'invalid_grant: the code was used');
  check('same', redirect_uri === grant.uri, 'invalid_grant: other redirect_uri');
  const hash = sha256(String(code_verifier)).toString('base64url');
  check('pkce', hash === grant.challenge, 'invalid_grant: wrong code_verifier');
  grant.used = true;

  const { sub, scope, nonce } = grant;
  const until = Date.now() + 10 * MINUTE;
  const token = keep(tokens, random(), { sub, scope, until });
  grant.tokens = [...(grant.tokens ?? []), token];
  const { email, email_verified } = users.get(sub);
  const id_token = await new SignJWT({ nonce, email, email_verified })
    .setProtectedHeader({ alg: 'ES256', kid: '1' })
    .setIssuer(ISSUER).setSubject(sub).setAudience(id)
    .setIssuedAt().setExpirationTime('5m').sign(privateKey);
  res.set('Cache-Control', 'no-store').json({
    access_token: token, token_type: 'Bearer', expires_in: 600, scope, id_token,
  });
});

// The resource server: it asks what the token allows, not who brings it.
app.get('/photos', (req, res) => {
  const [, token] = /^Bearer +([\w-]+)$/i.exec(req.get('Authorization')) ?? [];
  const grant = tokens.get(token);
  const challenge = (error) => res.set('WWW-Authenticate', `Bearer error="${error}"`);
  if (!grant || grant.until < Date.now())
    return challenge('invalid_token').status(401).json({ error: 'invalid_token' });
  if (!grant.scope.split(' ').includes('photos'))
    return challenge('insufficient_scope').status(403).json({ error: 'other scope' });
  res.json([`${grant.sub} at the sea.jpg`]);
});

serve(app, process.env.PORT ?? 3001);
