// A shared cache in front of one origin. What it may do is decided in rules.js.
import http from 'node:http';
import { isForThis, isFresh, mayStore } from './rules.js';

const ORIGIN = { host: 'localhost', port: 3001 };
// About one connection (RFC 9110 §7.6.1), and Date, which Node writes anew: how old an
// answer is stands in Age.
const NOT_PASSED_ON = ['connection', 'keep-alive', 'transfer-encoding', 'date'];
const kept = new Map(); // URL → answers, the newest first
const MOST_URLS = 100;
const MOST_ANSWERS = 10;

async function ask(req, conditions = {}) {
  const headers = { ...req.headers, ...conditions };
  const { method, url: path } = req;
  const request = http.request({ ...ORIGIN, method, path, headers });
  request.setTimeout(2000, () => request.destroy(new Error('The origin is silent')));
  const answered = new Promise((resolve, reject) => {
    request.on('response', resolve).on('error', reject);
  });
  req.pipe(request);
  const response = await answered;
  const body = Buffer.concat(await response.toArray());
  const answer = { ...response.headers };
  for (const name of NOT_PASSED_ON) delete answer[name];
  return { status: response.statusCode, headers: answer, body };
}

function keep(req, answer) {
  const others = (kept.get(req.url) ?? []).filter((each) => !isForThis(req, each));
  kept.delete(req.url);
  if (kept.size === MOST_URLS) kept.delete(kept.keys().next().value);
  const entry = { ...answer, request: req.headers, since: Date.now() };
  kept.set(req.url, [entry, ...others].slice(0, MOST_ANSWERS));
  const type = answer.headers['content-type'] ?? 'no type';
  console.log(`kept ${req.url} as ${type.split(';')[0]}`);
}

// Cache-Status (RFC 9211) says what happened: hit, or why it was forwarded.
function reply(res, { status, headers, body }, what) {
  res.writeHead(status, { ...headers, 'cache-status': `cache; ${what}` });
  res.end(body);
}

async function handle(req, res) {
  const entries = req.method === 'GET' ? (kept.get(req.url) ?? []) : [];
  const entry = entries.find((each) => isForThis(req, each));
  if (entry && isFresh(entry, Date.now())) {
    const age = Math.floor((Date.now() - entry.since) / 1000);
    return reply(res, { ...entry, headers: { ...entry.headers, age } }, 'hit');
  }

  const etag = entry?.headers.etag;
  const answer = await ask(req, etag && { 'if-none-match': etag });
  if (etag && answer.status === 304) {
    entry.since = Date.now();
    entry.headers = { ...entry.headers, ...answer.headers };
    return reply(res, entry, 'fwd=stale; fwd-status=304');
  }

  const stored = mayStore(req, answer);
  if (stored) keep(req, answer);
  const missed = entries.length > 0 ? 'vary-miss' : 'uri-miss';
  const why = req.method !== 'GET' ? 'method' : entry ? 'stale' : missed;
  reply(res, answer, `fwd=${why}${stored ? '; stored' : ''}`);
}

const server = http.createServer((req, res) => {
  handle(req, res).catch((error) => {
    res.writeHead(502, { 'content-type': 'text/plain' }).end(`${error.message}\n`);
  });
});
server.listen(process.env.PORT ?? 3000);
