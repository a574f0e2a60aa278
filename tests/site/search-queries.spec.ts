/**
 * What readers search, and the place that somebody who knows the book would send them to: it comes first. Where a query
 * has several such places, the pattern has all of them.
 */
import { expect, test } from '../support/site.ts';

const PLACES: readonly (readonly [query: string, place: string])[] = [
  ['429', '/(rate-limiting|status-codes)/'],
  ['Retry-After', '/(rate-limiting/#telling-the-client|status-codes/)'],
  ['res.json', '/express/'],
  ['express.json', '/(express|status-codes)/'],
  ['node:sqlite', '/(tables|transactions|pools)/'],
  ['DatabaseSync', '/(tables|transactions|pools|indexes)/'],
  ['x-forwarded-for', '/(rate-limiting/#who-is-counted|scaling-out/)'],
  // cspell:ignore idempotant
  ['idempotant', '/(methods|idempotency-keys)/'],
  ['idempotent', '/(methods|idempotency-keys)/'],
  ['put vs patch', '/methods/#put-replaces-patch-changes'],
  ['trust proxy', '/(rate-limiting/#who-is-counted|scaling-out/)'],
  ['N+1', '/joins/'],
  ['SELECT … FOR UPDATE', '/isolation/#pessimistic-lock-first'],
  ['CORS', '/cors/'],
  ['JWT', '/passwords-sessions-tokens/#a-token-taken-apart'],
  ['preflight', '/cors/#(what-has-to-be-asked-first|how-often)'],
  ['SameSite', '/(passwords-sessions-tokens/#a-session|cors/#the-request-that-needs-no-answer)'],
  ['CSRF', '/cors/#the-request-that-needs-no-answer'],
  ['304', '/headers/#only-if-it-has-changed'],
  ['ETag', '/headers/#only-if'],
  ['If-Match', '/headers/#only-if-nobody-was-faster'],
  ['Vary', '/headers/#vary-say-what-you-looked-at'],
  ['415', '/status-codes/'],
  ['201 Created', '/status-codes/#done'],
  ['cursor pagination', '/pagination/'],
  ['OFFSET', '/pagination/'],
  ['token bucket', '/rate-limiting/#four-better-ways-to-count'],
  ['sliding window', '/rate-limiting/'],
  ['webhooks', '/beyond-request-response/#calling-back-webhooks'],
  ['server-sent events', '/beyond-request-response/#news-from-the-server'],
  ['websocket', '/beyond-request-response/#news-from-the-server'],
  ['GraphQL', '/rest-graphql-grpc/'],
  ['gRPC', '/rest-graphql-grpc/'],
  ['OpenAPI', '/documentation/'],
  ['Sunset', '/versioning/#the-end'],
  ['LEFT JOIN', '/joins/#those-without-a-partner'],
  ['third normal form', '/normalization/'],
  ['foreign key', '/tables/'],
  ['covering index', '/indexes/'],
  ['EXPLAIN QUERY PLAN', '/(indexes|slow-query)/'],
  ['deadlock', '/(isolation|transactions)/'],
  ['write skew', '/isolation/'],
  ['isolation levels', '/isolation/'],
  ['SAVEPOINT', '/transactions/#savepoints'],
  ['connection pool size', '/pools/'],
  ['Little’s law', '/pools/#how-many-are-lent-littles-law'],
  ['zero downtime migration', '/migrations/'],
  ['CREATE INDEX CONCURRENTLY', '/(migrations|indexes)/'],
  ['consistent hashing', '/sharding/#from-key-to-shard'],
  ['read your own writes', '/replication/#reading-your-own-writes'],
  ['CAP theorem', '/cap/#what-the-theorem-says'],
  ['quorum', '/cap/#r-and-w'],
  ['cache stampede', '/caching/#when-a-copy-ends-everybody-comes'],
  ['stale-while-revalidate', '/caching/'],
  ['redis lock', '/redis/#the-lock-that-outlives-its-holder'],
  ['bcrypt', '/passwords-sessions-tokens/'],
  ['PKCE', '/oauth/'],
  ['OpenID Connect', '/oauth/#who-is-it-openid-connect'],
  ['SQL injection', '/(owasp/#words-that-become-a-statement|joins/#a-list-from-a-stranger)'],
  ['XSS', '/owasp/#words-that-become-a-page'],
  ['SSRF', '/owasp/#a-server-that-fetches'],
  ['event loop', '/event-loop/'],
  ['process.nextTick', '/event-loop/'],
  ['package-lock.json', '/backends/#packagejson-says-what-you-want'],
  ['require vs import', '/backends/#two-module-systems'],
  ['error middleware', '/express/#where-an-error-goes'],
  ['how to limit requests per user', '/rate-limiting/'],
  ['dead-letter queue', '/queues/#a-job-that-fails'],
  ['poison message', '/queues/#a-job-that-fails'],
  ['visibility timeout', '/queues/#killed-between-two-steps'],
  ['backpressure', '/queues/'],
  ['cron', '/queues/'],
  ['pool timeout', '/pools/'],
  ['time-out', '/pools/'],
  ['saga', '/services/'],
  ['graceful shutdown', '/delivery/#how-a-program-ends'],
  ['SIGTERM', '/delivery/#how-a-program-ends'],
  ['readiness probe', '/delivery/#how-a-program-ends'],
  ['stub vs mock', '/delivery/#which-test-sees-which-fault'],
  ['blue-green', '/delivery/#to-the-users-a-few-at-a-time'],
  ['Dockerfile', '/delivery/#in-a-container'],
  ['api gateway', '/services/'],
  ['service discovery', '/services/'],
  ['cold start', '/services/'],
  ['load balancer', '/scaling-out/'],
  ['round robin', '/scaling-out/#four-policies'],
  ['sticky sessions', '/scaling-out/#where-is-the-session'],
  ['health check', '/scaling-out/#an-instance-goes'],
  ['availability', '/scaling-out/#nines'],
  ['circuit breaker', '/resilience/#a-breaker'],
  ['retry storm', '/resilience/'],
  ['retry budget', '/resilience/'],
  ['traceparent', '/resilience/#what-has-happened'],
  ['opentelemetry', '/resilience/'],
  ['error budget', '/resilience/'],
];

test(`${PLACES.length} queries lead to their places`, async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('./');
  await page.keyboard.press('/');
  const input = page.getByRole('combobox', { name: 'Search' });
  const results = page.locator('.search-result');
  const elsewhere: string[] = [];
  for (const [query, place] of PLACES) {
    // Without the results of the query before, which might have the same place.
    await input.fill('');
    await expect(results).toHaveCount(0);
    await input.fill(query);
    await expect(results.first()).toBeVisible();
    const first = (await results.first().getAttribute('href')) ?? '';
    if (!new RegExp(`^${place}`).test(first)) elsewhere.push(`${query}: ${first}, not ${place}`);
  }
  expect(elsewhere).toEqual([]);
});
