import type { Mistake } from '../../support/mistake.ts';

const release = `export const release = (name, token) =>
  ask(redis.fCall('unlock', { keys: [key(name)], arguments: [token] }));`;
const acquire = `  const [taken, fence] = await ask(redis.multi()
    .set(key(name), token, { condition: 'NX', expiration: { type: 'PX', value: ms } })
    .incr(\`fence:\${name}\`)
    .exec());
  return taken === null ? null : { token, fence };`;
const count = `  const [, count] = await ask(redis.multi()
    .set(key, 0, { condition: 'NX', expiration: { type: 'EX', value: SECONDS } })
    .incr(key)
    .exec());
  return count <= LIMIT;`;

export const mistakes: readonly Mistake[] = [
  {
    what: 'release deletes whichever lock is there',
    file: 'locks.js',
    replace: [release, 'export const release = (name, _token) => ask(redis.del(key(name)));'],
    fails: ['the token of another does not release a lock'],
  },
  {
    what: 'the numbers are the time, which stands still for three holders',
    file: 'locks.js',
    replace: ['{ token, fence };', '{ token, fence: fence && Date.now() };'],
    fails: ['each holder’s number is higher than the one before'],
  },
  {
    what: 'the lock gets its end in a second step',
    file: 'locks.js',
    replace: [
      acquire,
      `  const taken = await ask(redis.set(key(name), token, { condition: 'NX' }));
  if (taken === null) return null;
  await ask(redis.pExpire(key(name), ms));
  return { token, fence: await ask(redis.incr(\`fence:\${name}\`)) };`,
    ],
    fails: ['a crash leaves no counter and no lock that never ends'],
  },
  {
    what: 'the counter of the numbers ends with the lock',
    file: 'locks.js',
    replace: ['    .incr(`fence:${name}`)\n', '    .incr(`fence:${name}`)\n    .pExpire(`fence:${name}`, ms)\n'],
    fails: [
      'each holder’s number is higher than the one before',
      'who is late with an old number is refused, and the report stays',
    ],
  },
  {
    what: 'the number is compared for equality, so the holder writes once',
    file: 'reports.js',
    replace: ['if (fence < seen)', 'if (fence <= seen)'],
    fails: ['who is late with an old number is refused, and the report stays'],
  },
  {
    what: 'one highest number for all reports',
    file: 'reports.js',
    replace: [
      'const seen = reports.get(id)?.fence ?? 0;',
      'const seen = Math.max(0, ...[...reports.values()].map((report) => report.fence));',
    ],
    fails: ['the reports do not share their numbers'],
  },
  {
    what: 'the rank counts who has at least as many',
    file: 'board.js',
    replace: ['`(${score}`', 'score'],
    fails: ['who has as many points has the same rank'],
  },
  {
    what: 'the board numbers its rows',
    file: 'board.js',
    replace: ['if (score !== best[i - 1]?.score) rank = i + 1;', 'rank = i + 1;'],
    fails: ['the board gives the ranks that the players are told'],
  },
  {
    what: 'on the board the next one after a tie is not pushed down',
    file: 'board.js',
    replace: ['rank = i + 1;', 'rank += 1;'],
    fails: ['the board gives the ranks that the players are told'],
  },
  {
    what: 'saving takes the end away',
    file: 'sessions.js',
    replace: ["    expiration: { type: 'EX', value: LIFE },\n  }));", '  }));'],
    fails: ['a session ends 10 minutes after its last request'],
  },
  {
    what: 'reading does not renew a session',
    file: 'sessions.js',
    replace: ['  await ask(redis.expire(key(id), LIFE));\n', ''],
    fails: ['a session ends 10 minutes after its last request'],
  },
  {
    what: 'each request moves the end of the window',
    file: 'limit.js',
    replace: [
      count,
      `  const [count] = await ask(redis.multi().incr(key).expire(key, SECONDS).exec());
  return count <= LIMIT;`,
    ],
    fails: ['five a minute, counted from the first'],
  },
  {
    what: 'the window ends in a second step',
    file: 'limit.js',
    replace: [
      count,
      `  const count = await ask(redis.incr(key));
  if (count === 1) await ask(redis.expire(key, SECONDS));
  return count <= LIMIT;`,
    ],
    fails: ['a crash leaves no counter and no lock that never ends'],
  },
];
