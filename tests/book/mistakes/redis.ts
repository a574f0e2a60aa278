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
const save = `export const save = (id, session) =>
  ask(redis.set(key(id), JSON.stringify(session), {
    condition: 'XX', // not one that has ended since
    expiration: { type: 'EX', value: LIFE },
  }));`;

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
    fails: ['each holder’s number is higher than the one before', 'a restart forgets no lock, no number and no count'],
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
    fails: ['a crash leaves no counter, lock or session that never ends'],
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
    fails: [
      'a session ends 10 minutes after its last request',
      'a crash leaves no counter, lock or session that never ends',
    ],
  },
  {
    what: 'a session gets its end in a second step after it is saved',
    file: 'sessions.js',
    replace: [
      save,
      `export async function save(id, session) {
  await ask(redis.set(key(id), JSON.stringify(session)));
  await ask(redis.expire(key(id), LIFE));
}`,
    ],
    fails: ['a crash leaves no counter, lock or session that never ends'],
  },
  {
    what: 'saving asks what is left of a session, and sets that in a third step',
    file: 'sessions.js',
    replace: [
      save,
      `export async function save(id, session) {
  const left = await ask(redis.ttl(key(id)));
  await ask(redis.set(key(id), JSON.stringify(session)));
  await ask(redis.expire(key(id), left));
}`,
    ],
    fails: ['a crash leaves no counter, lock or session that never ends'],
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
    fails: ['a crash leaves no counter, lock or session that never ends'],
  },
  {
    what: 'release compares first and deletes in a second step',
    file: 'locks.js',
    replace: [
      release,
      `export async function release(name, token) {
  if ((await ask(redis.get(key(name)))) !== token) return 0;
  return ask(redis.del(key(name)));
}`,
    ],
    fails: ['a lock that ends while it is released is not taken from the next'],
  },
  {
    what: 'acquire looks first and takes in a second step',
    file: 'locks.js',
    replace: [
      acquire,
      `  if ((await ask(redis.get(key(name)))) !== null) return null;
  await ask(redis.set(key(name), token, { expiration: { type: 'PX', value: ms } }));
  return { token, fence: await ask(redis.incr(\`fence:\${name}\`)) };`,
    ],
    fails: ['one holds the lock, and gives it back with its token'],
  },
  {
    what: 'the numbers are counted in the memory of the program',
    file: 'locks.js',
    replace: ['{ token, fence };', '{ token, fence: fence && (globalThis.last = (globalThis.last ?? 0) + 1) };'],
    fails: ['a restart forgets no lock, no number and no count'],
  },
  {
    what: 'the counter of the numbers ends after an hour',
    file: 'locks.js',
    replace: ['    .incr(`fence:${name}`)\n', '    .incr(`fence:${name}`)\n    .expire(`fence:${name}`, 3600)\n'],
    fails: ['each holder’s number is higher than the one before'],
  },
  {
    what: 'a player’s rank is looked up among the best ten',
    file: 'board.js',
    replace: [
      "  const better = await ask(redis.zCount(KEY, `(${score}`, '+inf'));",
      '  const better = (await top(10)).findIndex((best) => best.score === score);',
    ],
    fails: ['who has as many points has the same rank'],
  },
  {
    what: 'the window is begun in one step and counted in a second',
    file: 'limit.js',
    replace: [
      count,
      `  const expiration = { type: 'EX', value: SECONDS };
  await ask(redis.set(key, 0, { condition: 'NX', expiration }));
  return (await ask(redis.incr(key))) <= LIMIT;`,
    ],
    fails: ['a window that ends while a request is counted leaves no counter'],
  },
  {
    what: 'the limit is compared first and counted in a second step',
    file: 'limit.js',
    replace: [
      count,
      `  if (Number(await ask(redis.get(key))) >= LIMIT) return false;
  return (await ask(redis.fCall('count', { keys: [key], arguments: [String(SECONDS)] }))) <= 1000;`,
    ],
    fails: ['five a minute, counted from the first'],
  },
  {
    what: 'the requests are counted in the memory of the program',
    file: 'limit.js',
    replace: [
      count,
      `  const windows = (globalThis.windows ??= new Map());
  const found = windows.get(key);
  const now = Date.now();
  const window = found && found.until > now ? found : { count: 0, until: now + SECONDS * 1000 };
  windows.set(key, window);
  return (window.count += 1) <= LIMIT;`,
    ],
    fails: ['a restart forgets no lock, no number and no count'],
  },
];
