// A shared cache in front of what listens on UPSTREAM. It runs twice: as the shield,
// near the origin, and as the edge, near the visitors, whose upstream is the shield.
import http from 'node:http';
import {
  age, isError, isFresh, lifetime, mayBeStale, mayStore, targeted,
} from './rules.js';
import { started } from './started.js';
import { Store } from './store.js';

const { NAME = 'edge', UPSTREAM = '3001', PORT = '3000' } = process.env;
const PURGE_KEY = process.env.PURGE_KEY ?? 'only-for-this-page';
const SITE = 'shop.example';
const isEdge = NAME === 'edge';
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'date'];
const FOR_CDN = ['cdn-cache-control', 'cache-tag'];
const store = new Store();
const renewing = new Set(); // stored answers for which a new one is on its way

async function ask({ method, url: path, headers: asked }, body, conditions = {}) {
  // A length without its body would make the next request part of this one. And this
  // is for one site: Host is no part of the key, so a visitor's must change nothing.
  const headers = { ...asked, ...conditions, host: SITE, connection: 'close' };
  for (const name of ['content-length', 'transfer-encoding']) delete headers[name];
  const request = http.request({
    host: 'localhost', port: UPSTREAM, method, path, headers,
  });
  request.setTimeout(2000, () => request.destroy(new Error('no answer in 2 s')));
  const answered = new Promise((resolve, reject) => {
    request.on('response', resolve).on('error', reject);
  });
  request.end(body);
  const response = await answered;
  const answer = { ...response.headers };
  for (const name of HOP) delete answer[name];
  const bytes = Buffer.concat(await response.toArray());
  return { status: response.statusCode, headers: answer, body: bytes };
}

// Cache-Status (RFC 9211): each cache appends what it did; what the one behind said
// when it gave the copy stays in front of that.
function reply(res, { status, headers, body }, what, entry) {
  const parts = [headers['cache-status'], `${NAME}; ${what}`].filter(Boolean);
  const own = { ...headers, 'cache-status': parts.join(', ') };
  if (entry) own.age = age(entry, Date.now());
  if (isEdge) for (const name of FOR_CDN) delete own[name]; // no CDN comes after it
  res.writeHead(status, own);
  res.end(body);
}
const hit = (entry) => `hit; ttl=${lifetime(entry) - age(entry, Date.now())}`;

/** Asks, with the stored tag if there is one. @returns [the answer, what happened] */
async function fetchFor(req, entry, why) {
  const etag = entry?.headers.etag;
  const { drops } = store;
  const answer = await ask(req, undefined, etag && { 'if-none-match': etag });
  if (answer.status === 304 && etag) {
    const { age: old, ...headers } = entry.headers; // it is as old as the 304 says
    const renewed = { ...entry, headers: { ...headers, ...answer.headers } };
    if (drops === store.drops) store.keep(req, renewed);
    return [renewed, `fwd=${why}; fwd-status=304`];
  }
  if (answer.headers['cdn-cache-control'] && !targeted(answer)) {
    console.error(`${req.url}: CDN-Cache-Control cannot be read and is ignored`);
  }
  const stored = drops === store.drops && mayStore(req, answer);
  if (stored) store.keep(req, answer);
  return [answer, `fwd=${why}${stored ? '; stored' : ''}`];
}

function renewBehind(req, entry) {
  if (renewing.has(entry)) return;
  renewing.add(entry);
  fetchFor(req, entry, 'stale')
    .catch((error) => console.error(`${req.url} not renewed: ${error.message}`))
    .finally(() => renewing.delete(entry));
}

async function get(req, res) {
  const entry = store.find(req);
  const now = Date.now();
  if (entry && isFresh(entry, now)) return reply(res, entry, hit(entry), entry);
  // The edge answers at once; the shield waits, so that the edge gets something new.
  if (isEdge && entry && mayBeStale(entry, now, 'stale-while-revalidate')) {
    renewBehind(req, entry);
    return reply(res, entry, hit(entry), entry);
  }
  const missed = store.all(req.url).length > 0 ? 'vary-miss' : 'uri-miss';
  const why = entry ? 'stale' : missed;
  const instead = entry && mayBeStale(entry, now, 'stale-if-error');
  try {
    const [answer, what] = await fetchFor(req, entry, why);
    if (!instead || !isError(answer)) return reply(res, answer, what);
    reply(res, entry, `fwd=stale; fwd-status=${answer.status}`, entry);
  } catch (error) {
    if (!instead) throw error;
    reply(res, entry, 'fwd=stale; detail=unreachable', entry);
  }
}

async function purge(req, res, body) {
  if (req.headers['purge-key'] !== PURGE_KEY) return res.writeHead(403).end();
  const { path, tag } = JSON.parse(body) ?? {};
  if (typeof (tag ?? path) !== 'string') return res.writeHead(422).end();
  // The shield first: else the edge could fetch the old answer from there.
  if (isEdge) await ask(req, body);
  const purged = tag === undefined ? store.drop(path) : store.dropTag(tag);
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ purged }));
}

async function handle(req, res) {
  const parts = [];
  let length = 0;
  for await (const part of req) {
    if ((length += part.length) > 100_000) return res.writeHead(413).end();
    parts.push(part);
  }
  const body = Buffer.concat(parts);
  if (req.url === '/.cdn/purge' && req.method === 'POST') return purge(req, res, body);
  if (req.method === 'GET') return get(req, res);
  const answer = await ask(req, body);
  const safe = ['HEAD', 'OPTIONS', 'TRACE'].includes(req.method);
  if (!safe && answer.status < 400) store.drop(req.url); // RFC 9111 §4.4
  reply(res, answer, 'fwd=method');
}

await started(Number(UPSTREAM));
http.createServer((req, res) => {
  handle(req, res).catch((error) => {
    if (res.headersSent) return res.destroy();
    const status = error instanceof SyntaxError ? 400 : 502;
    res.writeHead(status, { 'content-type': 'text/plain' }).end(`${error.message}\n`);
  });
}).listen(Number(PORT));
