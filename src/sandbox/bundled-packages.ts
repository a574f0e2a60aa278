/**
 * The packages that a reader may import in the playground, beside those of the book's sandboxes. Each is among the root's
 * devDependencies, runs in the engine as in Node (`tests/parity/packages`, `programs/postgres`),
 * and is loaded only by programs that name it.
 */

export interface BundledPackage {
  /** What it is for, in a few words. */
  readonly what: string;
  /** What can be imported of it besides its main entry. */
  readonly imports?: readonly string[];
}

export const BUNDLED: Readonly<Record<string, BundledPackage>> = {
  '@electric-sql/pglite': { what: 'PostgreSQL' },
  ajv: { what: 'JSON Schema', imports: ['ajv/dist/2020.js', 'ajv/dist/standalone/index.js'] },
  bcryptjs: { what: 'password hashes' },
  compression: { what: 'compressed answers' },
  'cookie-parser': { what: 'cookies of a request' },
  cors: { what: 'requests from other origins' },
  dataloader: { what: 'batches of reads' },
  express: { what: 'routes and middleware' },
  'express-rate-limit': { what: 'limits by client' },
  'express-session': { what: 'sessions by cookie' },
  graphql: { what: 'GraphQL schemas and queries' },
  'graphql-http': { what: 'GraphQL over HTTP', imports: ['graphql-http/lib/use/express', 'graphql-http/lib/use/http'] },
  helmet: { what: 'headers for security' },
  'http-proxy': { what: 'passing requests on' },
  jose: { what: 'signed and encrypted tokens' },
  jsonwebtoken: { what: 'signed tokens' },
  morgan: { what: 'a line for each request' },
  multer: { what: 'uploads of files' },
  'node-cron': { what: 'jobs by schedule' },
  opossum: { what: 'circuit breaker' },
  pg: { what: 'client of PostgreSQL' },
  pino: { what: 'structured logs' },
  'rate-limiter-flexible': { what: 'limits of many kinds' },
  redis: { what: 'client of Redis' },
  supertest: { what: 'requests to a server under test' },
  ws: { what: 'WebSocket' },
  zod: { what: 'validation of values', imports: ['zod/mini'] },
};
