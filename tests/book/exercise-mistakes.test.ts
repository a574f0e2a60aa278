/** The checks of exercises catch mistakes that readers make: nearly right solutions, each by the assertion for it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runCheckInNode } from '../../scripts/lab/run-check.ts';
import type { CheckOutcome } from '../../src/lab/check.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { chapterOf } from '../../src/sandbox/sandbox-id.ts';

const root = join(import.meta.dirname, '../..');

/** A solution with a mistake that readers make. */
interface Mistake {
  readonly what: string;
  readonly file: string;
  /** Text of the solution's file, and what stands in its place. */
  readonly replace: readonly [string, string];
  /** Names of the assertions that fail, and no others do. */
  readonly fails: readonly string[];
}

const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  'backends/exercise': [
    {
      what: 'the field is left out, and Node finds out by itself',
      file: 'app/package.json',
      replace: ['"type": "module"', ''],
      fails: ['app/package.json makes every file of app an ES module'],
    },
    {
      what: 'the text is copied into the program',
      file: 'app/prices.js',
      replace: [
        "readFile(path, 'utf8')",
        String.raw`Promise.resolve('Café crème     4.20\nEspresso       2.80\nBeans, 1 kg   24.00\n')`,
      ],
      fails: ['GET /file answers with another text when the file has one'],
    },
    {
      what: 'bytes are taken for characters',
      file: 'app/prices.js',
      replace: ["'utf8'", "'latin1'"],
      fails: ['GET /file answers 200 with the exact text of app/prices.txt'],
    },
  ],
  'event-loop/exercise': [
    {
      what: 'a microtask is taken for a turn',
      file: 'prime.js',
      replace: ['await setImmediate();', 'await null;'],
      fails: ['at least 18 of 20 pings are answered before the slow one'],
    },
    {
      what: 'the work is put off by a timer, and then done in one go',
      file: 'server.js',
      replace: ['const factor =', 'if (n > 1e12) await new Promise((r) => setTimeout(r, 0));\n    const factor ='],
      fails: ['at least 18 of 20 pings are answered before the slow one', 'the slow answers are right'],
    },
    {
      what: 'what begins with a number is taken for one',
      file: 'server.js',
      replace: ['/^\\d{1,16}$/.test(req.query.n) ? Number(req.query.n) : NaN', 'Number.parseInt(req.query.n, 10)'],
      fails: ['an invalid n gets 400'],
    },
    {
      what: 'large numbers are not divided any longer',
      file: 'prime.js',
      replace: ['if (n % 2 === 0) return 2;', 'if (n % 2 === 0) return 2;\n  if (n < 1e15 && n > 1e12) return n;'],
      fails: ['the slow answers are right'],
    },
  ],
  'methods/exercise': [
    {
      what: 'a patch is applied in place, and then found to be wrong',
      file: 'patch.js',
      replace: [
        'return Object.fromEntries(members);',
        'for (const name in player) delete player[name]; return Object.assign(player, Object.fromEntries(members));',
      ],
      fails: ['a PATCH that would leave an invalid player changes nothing'],
    },
    {
      what: 'PUT merges',
      file: 'server.js',
      replace: ['set(req.params.id, req.body);', 'set(req.params.id, { ...players.get(req.params.id), ...req.body });'],
      fails: ['PUT keeps nothing that was not sent'],
    },
    {
      what: 'HEAD has a handler of its own',
      file: 'server.js',
      replace: ['  .get((req, res) => {', "  .head((req, res) => res.type('json').end())\n  .get((req, res) => {"],
      fails: ['HEAD has the headers of GET and no content'],
    },
    {
      what: 'formats are refused by a list of their names',
      file: 'server.js',
      replace: ['if (!req.is(patchType))', "if (req.is('application/json-patch+json') || req.is('text/plain'))"],
      fails: ['PATCH in a format that is not supported is answered 415'],
    },
  ],
  'express/exercise': [
    {
      what: 'the key is asked for by comparing the path',
      file: 'server.js',
      replace: [
        "app.use('/private', requireKey);",
        "app.use((req, res, next) => (req.path === '/private' ? requireKey(req, res, next) : next()));",
      ],
      fails: ['no other spelling of /private goes round the key'],
    },
    {
      what: 'the body is parsed before the request has its id',
      file: 'server.js',
      replace: ['app.use(requestId);', 'app.use(express.json(), requestId);'],
      fails: ['every answer has an X-Request-Id'],
    },
    {
      what: 'no error handler stands below what can fail',
      file: 'server.js',
      replace: ['app.use(errors);', ''],
      fails: [
        'GET /boom is answered 500, in JSON, and says nothing of the inside',
        'an order is stored, and one that is no JSON is answered 400, in JSON',
      ],
    },
    {
      what: 'what nobody has answered is answered before the routes',
      file: 'server.js',
      replace: ['app.use(express.json());', 'app.use(express.json(), notFound);'],
      fails: [
        'GET / is open to everybody',
        'GET /private with the key is answered 200',
        'GET /boom is answered 500, in JSON, and says nothing of the inside',
        'an order is stored, and one that is no JSON is answered 400, in JSON',
      ],
    },
  ],
  'idempotency-keys/exercise': [
    {
      what: 'the claim has no end, and a crash keeps it for ever',
      file: 'keys.js',
      replace: ['const LEASE = 10_000;', 'const LEASE = 1e12;'],
      fails: ['a crash midway, and a retry completes it once'],
    },
    {
      what: 'the bank gets no key, and charges again after a crash',
      file: 'keys.js',
      replace: ['operation(hash(JSON.stringify([customer, key])))', 'operation()'],
      fails: ['a crash midway, and a retry completes it once'],
    },
    {
      what: 'the body is kept, and the status is not',
      file: 'keys.js',
      replace: ['return { status: seen.status,', 'return { status: 201,'],
      fails: ['a 402 stays a 402'],
    },
  ],
  'pagination/exercise': [
    {
      what: 'the place is a time, and posts of the same minute are lost',
      file: 'feed.js',
      replace: ['(created_at, id) < (:at, :id)', "created_at < :at AND :id <> ''"],
      fails: [
        'a walk sees each post once, while others are posted',
        'the order is one, whatever the size of the pages',
      ],
    },
    {
      what: 'the place is an id, in a list that is sorted by time',
      file: 'feed.js',
      replace: ['(created_at, id) < (:at, :id)', "id < :id AND :at <> ''"],
      fails: [
        'a walk sees each post once, while others are posted',
        'the order is one, whatever the size of the pages',
        'the last page says so',
      ],
    },
    {
      what: 'a full page is taken for a sign that there is another',
      file: 'feed.js',
      replace: [
        'const more = rows.length > size;\n  if (more) rows.pop();',
        'rows.splice(size);\n  const more = rows.length === size;',
      ],
      fails: ['the last page says so'],
    },
    {
      what: 'what is not a number is the default, and nothing is too much',
      file: 'feed.js',
      replace: [
        "if (!/^[1-9]\\d*$/.test(limit)) throw new BadQuery('limit is a whole number from 1');\n  const size = Math.min(Number(limit), 100);",
        'const size = Math.max(parseInt(limit) || 20, 1);',
      ],
      fails: ['20 posts by default, 100 at most', 'a limit that is no whole number of one or more is 400'],
    },
    {
      what: 'zero and one and a half are made a limit',
      file: 'feed.js',
      replace: [
        "if (!/^[1-9]\\d*$/.test(limit)) throw new BadQuery('limit is a whole number from 1');\n  const size = Math.min(Number(limit), 100);",
        "if (!(Number(limit) >= 0)) throw new BadQuery('limit');\n  const size = Math.min(Math.floor(Number(limit)) || 20, 100);",
      ],
      fails: ['a limit that is no whole number of one or more is 400'],
    },
    {
      what: 'a list without posts has no last row, and is an error',
      file: 'feed.js',
      replace: ['rows.at(-1) ?? {}', 'rows.at(-1)'],
      fails: ['the last page says so'],
    },
    {
      what: 'the cursor is signed, and the signature is not compared',
      file: 'cursor.js',
      replace: ['if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;', ''],
      fails: [
        'a cursor that was edited is 400',
        'a cursor that somebody made up is 400',
        'a cursor of one tag is 400 with another',
      ],
    },
    {
      what: 'the signature says nothing of the tag',
      file: 'cursor.js',
      replace: ['.posts.${tag}', '.posts'],
      fails: ['a cursor of one tag is 400 with another'],
    },
  ],
  'headers/exercise': [
    {
      what: 'Vary is set where a format has been found',
      file: 'server.js',
      replace: [
        "res.vary('Accept').set('Cache-Control', 'no-cache');\n  if (!type) return res.status(406)",
        "res.set('Cache-Control', 'no-cache');\n  if (type) res.vary('Accept');\n  else return res.status(406)",
      ],
      fails: ['every answer of /products names Accept in Vary'],
    },
    {
      what: 'one ETag for all formats, which never changes',
      file: 'server.js',
      replace: ["'no-cache');\n  if (!type)", "'no-cache').set('ETag', '\"v1\"');\n  if (!type)"],
      fails: ['the ETag of one format is none of another', 'after a change the old ETag is not answered 304'],
    },
    {
      what: 'the headers of the account let caches keep it',
      file: 'server.js',
      replace: ["'no-store'", "'private, no-cache'"],
      fails: ['nothing of /me may be stored'],
    },
    {
      what: 'no-store for everything',
      file: 'server.js',
      replace: ["'no-cache');\n  if (!type)", "'no-store');\n  if (!type)"],
      fails: ['/products may be kept by caches'],
    },
    {
      what: 'the ampersand is escaped last',
      file: 'formats.js',
      replace: [
        'String(value).replace(/[&<>"]/g, (char) => entities[char]);',
        "String(value).replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('&', '&amp;');",
      ],
      fails: ['a name is a name in XML, whatever is in it'],
    },
  ],
  'cors/exercise': [
    {
      what: 'an origin is allowed by its end',
      file: 'policy.js',
      replace: ['if (!pages.includes(origin))', 'if (!/bank\\.example$/.test(origin))'],
      fails: ['pages of other origins may not read /me', 'pages of other origins are refused their preflights'],
    },
    {
      what: 'a point in a pattern stands for any character',
      file: 'policy.js',
      replace: ['if (!pages.includes(origin))', 'if (!/^https:\\/\\/(app|desk).bank\\.example$/.test(origin))'],
      fails: ['pages of other origins may not read /me', 'pages of other origins are refused their preflights'],
    },
    {
      what: 'the list is one text, and the origin is looked for in it',
      file: 'policy.js',
      replace: ['if (!pages.includes(origin))', "if (!origin || !pages.join(' ').includes(origin))"],
      fails: ['pages of other origins may not read /me', 'pages of other origins are refused their preflights'],
    },
    {
      what: 'other sites are kept off a transfer, and one’s own subdomains are not',
      file: 'server.js',
      replace: [
        'app.use(jsonOnly, express.json());',
        "app.use((req, res, next) => (req.get('Sec-Fetch-Site') === 'cross-site' ? res.status(403).end() : next()));\n" +
          'app.use(express.json({ type: () => true }));',
      ],
      fails: ['a POST that a form could have sent moves nothing'],
    },
    {
      what: 'Vary is set where the origin is on the list',
      file: 'policy.js',
      replace: [
        "res.vary('Origin'); // also on the answers to others: they would have been different\n",
        "if (pages.includes(req.get('Origin'))) res.vary('Origin');\n",
      ],
      fails: ['every answer of /me names Origin in Vary'],
    },
    {
      what: 'the policy stands below the session',
      file: 'server.js',
      replace: [
        'app.use(policy); // before whoIsIt: a preflight has no cookie, and a 401 is to be read\napp.use(whoIsIt);',
        'app.use(whoIsIt);\napp.use(policy);',
      ],
      fails: ['our own pages may read that they must log in', 'our own pages may PATCH with JSON'],
    },
    {
      what: 'text/plain is refused by name, and whatever else comes is read as JSON',
      file: 'server.js',
      replace: [
        'app.use(jsonOnly, express.json());',
        "app.use((req, res, next) => (req.is('text/plain') ? res.status(415).end() : next()));\n" +
          'app.use(express.json({ type: () => true }));',
      ],
      fails: ['a POST that a form could have sent moves nothing'],
    },
  ],
  'status-codes/exercise': [
    {
      what: 'an address is looked up first, and a second one of the same moment is a 500',
      file: 'users.js',
      replace: [
        '  await askMailService();\n  try {',
        [
          "  const taken = () => db.prepare('SELECT 1 FROM users WHERE email = ?').get(email);",
          '  if (taken()) return undefined;',
          '  await askMailService();',
          "  if (taken()) throw new Error('taken');",
          '  try {',
        ].join('\n'),
      ],
      fails: ['of two with one address at once, one is answered 201 and one 409'],
    },
    {
      what: 'whatever the parser refuses is a 400',
      file: 'server.js',
      replace: ['clients ? error.status : 500', 'clients ? 400 : 500'],
      fails: ['413: a body of 2 MB'],
    },
    {
      what: 'Retry-After is in milliseconds',
      file: 'access.js',
      replace: [' / 1000)', ')'],
      fails: ['429: the fourth export in a minute, with Retry-After in seconds'],
    },
  ],
  'resources/exercise': [
    {
      what: 'every old address is redirected',
      file: 'server.js',
      replace: [
        "app.post(['/createUser', '/deleteOrder/:id'], () => {\n  throw new Problem(410, 'This is gone: see /users and /orders');\n});",
        "app.post('/createUser', (req, res) => res.redirect(308, '/users'));\napp.post('/deleteOrder/:id', (req, res) => res.redirect(308, `/orders/${req.params.id}`));",
      ],
      fails: ['an old address is 308 to where the same request works, or 410'],
    },
    {
      what: 'only the names at the top are rewritten',
      file: 'server.js',
      replace: ['ship_to: { city: shipTo.city, postal_code: shipTo.postalCode }', 'ship_to: shipTo'],
      fails: ['every name is in snake_case, at any depth'],
    },
    {
      what: 'the orders of nobody are an empty list',
      file: 'server.js',
      replace: ['const { id } = find(users, req.params.id);\n', 'const id = Number(req.params.id);\n'],
      fails: ['the orders of a user are theirs and no others'],
    },
    {
      what: 'seconds are taken for milliseconds',
      file: 'server.js',
      replace: ['created * 1000', 'created'],
      fails: ['created_at is a time in text, of users and of orders'],
    },
    {
      what: 'lists have their times in seconds',
      file: 'server.js',
      replace: [
        'list(res, [...orders.values()].map(toOrder))',
        'list(res, [...orders.values()].map((each) => ({ ...toOrder(each), created_at: each.created })))',
      ],
      fails: ['created_at is a time in text, of users and of orders'],
    },
    {
      what: 'what is new is answered as it is stored',
      file: 'server.js',
      replace: ['.json(toUser(user))', '.json(user)'],
      fails: ['every name is in snake_case, at any depth'],
    },
    {
      what: 'the envelope says whether there is more by a word',
      file: 'reply.js',
      replace: ['has_more: false', "has_more: 'no'"],
      fails: ['users and orders are lists in one envelope: data and has_more'],
    },
    {
      what: 'every old address is gone',
      file: 'server.js',
      replace: ['res.redirect(308, where(req))', "{ throw new Problem(410, 'Gone'); }"],
      fails: ['an old address is 308 to where the same request works, or 410'],
    },
    {
      what: 'the address of one user is sent on to the list',
      file: 'server.js',
      replace: ['`/users/${idOr0(query.id)}`', "'/users'"],
      fails: ['an old address is 308 to where the same request works, or 410'],
    },
    {
      what: 'the body is parsed before the request has its id',
      file: 'server.js',
      replace: [
        "app.use(requestId);\napp.use(express.json({ limit: '10kb' }));",
        "app.use(express.json({ limit: '10kb' }));\napp.use(requestId);",
      ],
      fails: [
        'every answer has an X-Request-Id of its own',
        'every refusal is a problem document with the same request_id',
      ],
    },
  ],
  'versioning/exercise': [
    {
      what: 'Vary is set only when a version was chosen',
      file: 'server.js',
      replace: [
        "  res.vary('API-Version');\n  res.locals.name = req.get('API-Version') ?? '1';\n",
        "  if (req.get('API-Version')) res.vary('API-Version');\n  res.locals.name = req.get('API-Version') ?? '1';\n",
      ],
      fails: ['every answer at /users/1 says Vary: API-Version'],
    },
    {
      what: 'version 1 is still there for writing after its end',
      file: 'server.js',
      replace: [
        "app.post('/v:version/users', byPath, ending, create);",
        "app.post('/v:version/users', byPath, create);",
      ],
      fails: ['version 1 works until its sunset, and is 410 from then on'],
    },
    {
      what: 'the versions are in a plain object',
      file: 'versions.js',
      replace: [
        'export const versions = new Map([',
        'const found = new Map([["constructor", { show: (user) => user, read: () => [] }]]);\nexport const versions = new Map([\n  ...found,',
      ],
      fails: ['an unknown version is 404 in the path and 400 in the header'],
    },
    {
      what: 'Deprecation is an HTTP date',
      file: 'server.js',
      replace: ['`@${Math.floor(deprecated.getTime() / 1000)}`', 'deprecated.toUTCString()'],
      fails: ['version 1 says in Deprecation since when: @ and seconds'],
    },
    {
      what: 'Sunset is written as JSON writes dates',
      file: 'server.js',
      replace: ['sunset.toUTCString()', 'sunset.toISOString()'],
      fails: [
        'version 1 says in Sunset when it ends: an HTTP date',
        'version 1 works until its sunset, and is 410 from then on',
      ],
    },
    {
      what: 'only the version in the path ends',
      file: 'server.js',
      replace: ["app.get('/users/:id', byHeader, ending, show);", "app.get('/users/:id', byHeader, show);"],
      fails: [
        'version 1 says in Deprecation since when: @ and seconds',
        'version 1 says in Sunset when it ends: an HTTP date',
        'version 1 works until its sunset, and is 410 from then on',
      ],
    },
  ],
  'rate-limiting/exercise': [
    {
      what: 'a request counts when it has been answered',
      file: 'limit.js',
      replace: ['if (allowed) log.push(now);', "if (allowed) res.on('finish', () => log.push(now));"],
      fails: [
        'no 60 seconds see more than the limit › a minute after the first request',
        'of 50 requests at once, with a limit of 10, exactly 10 get through',
      ],
    },
    {
      what: 'the wait is rounded down',
      file: 'limit.js',
      replace: ['Math.ceil', 'Math.floor'],
      fails: ['who waits as long as Retry-After says is let in'],
    },
    {
      what: 'no proxy is trusted',
      file: 'server.js',
      replace: ["app.set('trust proxy', 1);", ''],
      fails: [
        'of 50 requests at once, with a limit of 10, exactly 10 get through',
        'two addresses behind the proxy are counted apart',
      ],
    },
  ],
  'indexes/exercise': [
    {
      what: 'the address is compared as it was typed',
      file: 'queries.js',
      replace: ['email = lower(:email)', 'email = :email'],
      fails: ['the answers are what they were › byEmail, however the address is typed'],
    },
    {
      what: 'a day has the first minute of the next one',
      file: 'queries.js',
      replace: ["created_at < date(:day, '+1 day')", "created_at <= datetime(:day, '+1 day')"],
      fails: ['the answers are what they were › ofDay, from its first minute to its last'],
    },
    {
      what: 'the newest orders are not asked for any longer',
      file: 'queries.js',
      replace: ['ORDER BY created_at DESC LIMIT 5', 'LIMIT 5'],
      fails: ['the answers are what they were › latest, the newest first'],
    },
  ],
};

const failedOf = ({ assertions }: CheckOutcome) => assertions.filter(({ passed }) => !passed).map(({ name }) => name);

// `npm test -- book rate-limiting` asks for the mistakes of one chapter.
const chapter = process.env['PORT3000_CHAPTER'];
const asked = Object.entries(mistakes).filter(([id]) => chapter === undefined || chapterOf(id) === chapter);

describe(
  'mistakes in exercises are caught',
  { skip: asked.length === 0 && `no mistake is kept for ${chapter}` },
  () => {
    for (const [id, kept] of asked)
      for (const { what, file, replace, fails } of kept)
        test(`${id}: ${what}`, async () => {
          const sandbox = catalogue(root).sandbox(id);
          const solution = sandbox.exercise?.solution ?? {};
          const text = solution[file] ?? '';
          assert.ok(text.includes(replace[0]), `solution/${file} has no “${replace[0]}” to make the mistake in.`);
          const outcome = await runCheckInNode(sandbox, { ...solution, [file]: text.replace(...replace) });
          assert.deepEqual([failedOf(outcome), outcome.problem], [fails, undefined]);
        });
  },
);
