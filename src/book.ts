/**
 * The one table of contents: parts and chapters in order. The rail, the order of next and previous, the contents page
 * and the addresses come from it. It does not say whether a chapter is written: a chapter is when its file exists
 * (`chapterFile`).
 */

export interface Part {
  readonly number: number;
  /** The part's number in Roman numerals, as it is printed. */
  readonly numeral: string;
  readonly title: string;
  /** The end of the name of the part's folder. */
  readonly slug: string;
  readonly chapters: readonly Chapter[];
}

export interface Chapter {
  readonly number: number;
  readonly title: string;
  /** The chapter's address: `/rate-limiting/`. It is never changed once published. */
  readonly slug: string;
  readonly part: number;
}

type ChapterRow = readonly [slug: string, title: string];

const outline: readonly (readonly [slug: string, title: string, chapters: readonly ChapterRow[]])[] = [
  [
    'the-platform',
    'The platform',
    [
      ['backends', 'Backends, APIs and the Node toolchain'],
      ['event-loop', 'The event loop and every core'],
    ],
  ],
  [
    'http-with-express',
    'HTTP with Express',
    [
      ['express', 'From raw http to Express: routing and middleware'],
      ['methods', 'Methods and their promises'],
      ['status-codes', 'Status codes, errors and input validation'],
      ['headers', 'Headers, negotiation and conditional requests'],
      ['cors', 'Same-origin policy and CORS'],
    ],
  ],
  [
    'designing-apis',
    'Designing APIs',
    [
      ['resources', 'Resource-oriented design'],
      ['pagination', 'Pagination'],
      ['idempotency-keys', 'Idempotency keys'],
      ['rate-limiting', 'Rate limiting'],
      ['versioning', 'Versioning and evolution'],
      ['documentation', 'Documentation and contract tests'],
      ['rest-graphql-grpc', 'REST, GraphQL or gRPC'],
      ['beyond-request-response', 'Beyond request–response: WebSockets, uploads, webhooks, jobs'],
    ],
  ],
  [
    'relational-data',
    'Relational data',
    [
      ['tables', 'Tables, keys, constraints and statements'],
      ['joins', 'Joins and the N+1 problem'],
      ['normalization', 'Normalization and denormalization'],
      ['indexes', 'Indexes'],
      ['slow-query', 'A slow query on a huge table'],
      ['transactions', 'Transactions and integrity'],
      ['isolation', 'Isolation levels and locking'],
      ['pools', 'Pools, time-outs and the database connection'],
      ['migrations', 'Schema migrations'],
    ],
  ],
  [
    'data-at-scale',
    'Data at scale',
    [
      ['choosing-a-store', 'Choosing a store: relational, document, key-value, graph and friends'],
      ['replication', 'Replication, lag and backups'],
      ['sharding', 'Sharding'],
      ['cap', 'CAP, PACELC and eventual consistency'],
      ['caching', 'Caching and CDNs'],
      ['redis', 'Redis-style data structures'],
    ],
  ],
  [
    'security',
    'Security',
    [
      ['passwords-sessions-tokens', 'Passwords, sessions and tokens'],
      ['oauth', 'OAuth, OpenID Connect and permissions'],
      ['owasp', 'OWASP, secrets and data protection'],
    ],
  ],
  [
    'distributed-systems',
    'Distributed systems and operations',
    [
      ['queues', 'Queues, background jobs and schedules'],
      ['scaling-out', 'Scaling out: load balancers, proxies, availability'],
      ['services', 'Services: monoliths, gateways, discovery, events, sagas'],
      ['resilience', 'Resilience and observability'],
      ['delivery', 'Testing, delivery and containers'],
    ],
  ],
];

const NUMERALS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'] as const;

let counted = 0;
export const parts: readonly Part[] = outline.map(([slug, title, rows], index) => ({
  number: index + 1,
  numeral: NUMERALS[index] ?? String(index + 1),
  title,
  slug,
  chapters: rows.map(([chapterSlug, chapterTitle]) => ({
    number: (counted += 1),
    title: chapterTitle,
    slug: chapterSlug,
    part: index + 1,
  })),
}));

export const chapters: readonly Chapter[] = parts.flatMap((part) => part.chapters);

/** The part a chapter belongs to. */
export function partOf(chapter: Chapter): Part {
  return parts[chapter.part - 1]!;
}

/** @returns where the chapter's text is, relative to `content/`: `part-3-designing-apis/11-rate-limiting.mdx` */
export function chapterFile(chapter: Chapter): string {
  const { number, slug } = partOf(chapter);
  return `part-${number}-${slug}/${String(chapter.number).padStart(2, '0')}-${chapter.slug}.mdx`;
}

/** @returns the chapter whose text `file` (relative to `content/`) is, or `undefined` */
export function chapterOfFile(file: string): Chapter | undefined {
  return chapters.find((chapter) => chapterFile(chapter) === file);
}
