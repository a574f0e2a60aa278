import type { Mistake } from '../../support/mistake.ts';

const own = 'authors see their own post at 5 seconds lag, at both instances';
const share = 'at least 80% of the reads hit the replica';
const far = 'authors see their own post, however far the replica is behind';
const moment = 'a restore has exactly the posts of its moment';
const deleted = 'a deleted post is gone from the replica, and only a restore has it';
const sync = 'synchronous: what was acknowledged survives the primary';
const down = 'synchronous, and the replica is down: nothing is acknowledged';
const async = 'asynchronous: a failover names the acknowledged writes that are lost';

const compared = "(await replicaPosition()) >= after ? 'replica' : 'primary'";

export const mistakes: readonly Mistake[] = [
  {
    what: 'everything is read from the primary',
    file: 'route.js',
    replace: [compared, "'primary'"],
    fails: [share, deleted],
  },
  {
    what: 'who has ever written reads from the primary for ever',
    file: 'route.js',
    replace: [compared, "after === 0 ? 'replica' : 'primary'"],
    fails: [share, deleted],
  },
  {
    what: 'the cookie has no position',
    file: 'route.js',
    replace: ["'after', String(lsn)", "'after', ''"],
    fails: [own, share, far],
  },
  {
    what: 'a position is compared as text',
    file: 'route.js',
    replace: ['const after = Number(cookies.after ?? 0);', 'const after = cookies.other ?? 0;'],
    fails: [own, share, far],
  },
  {
    what: 'the cookie lives a second longer than the lag',
    file: 'route.js',
    replace: ['maxAge: DAY', 'maxAge: 6000'],
    fails: [far],
  },
  {
    what: 'sent is taken for received',
    file: 'commit.js',
    replace: ['({ received }) => received >= lsn', '({ sent }) => sent >= lsn'],
    fails: [sync],
  },
  {
    what: 'no replica at all is every replica',
    file: 'commit.js',
    replace: ['replicas.length > 0 && ', ''],
    fails: [down],
  },
  {
    what: 'a failover counts one too few',
    file: 'failover.js',
    replace: ['lsn > received', 'lsn > received + 1'],
    fails: [async],
  },
  {
    what: 'what is lost is counted from the end, as if this instance had all writes',
    file: 'failover.js',
    replace: ['acknowledged.filter((lsn) => lsn > received)', 'acknowledged.slice(received)'],
    fails: [async],
  },
  {
    what: 'all is said to be lost',
    file: 'failover.js',
    replace: ['acknowledged.filter((lsn) => lsn > received)', '[...acknowledged]'],
    fails: [sync, async],
  },
  {
    what: 'the newest base is taken, though it is younger than the moment',
    file: 'restore.js',
    replace: ['bases.findLast(({ at }) => at <= to)', 'bases.at(-1)'],
    fails: [moment],
  },
  {
    what: 'a base of the moment itself is too young',
    file: 'restore.js',
    replace: ['({ at }) => at <= to', '({ at }) => at < to'],
    fails: [moment],
  },
  {
    what: 'what was written in the moment does not count',
    file: 'restore.js',
    replace: ['record.at > to', 'record.at >= to'],
    fails: [moment],
  },
  {
    what: 'the base only says whether there is one, and all of the log is replayed',
    file: 'restore.js',
    replace: [
      `new Map(base.posts.map((post) => [post.id, post]));
  for (const record of log) {
    if (record.lsn <= base.lsn || record.at > to) continue;`,
      `new Map();
  for (const record of log) {
    if (record.at > to) continue;`,
    ],
    fails: [moment],
  },
  {
    what: 'the log is replayed to its end',
    file: 'restore.js',
    replace: [' || record.at > to', ''],
    fails: [moment, deleted],
  },
  {
    what: 'the log is not replayed',
    file: 'restore.js',
    replace: ['if (record.lsn <= base.lsn || record.at > to) continue;', 'continue;'],
    fails: [moment],
  },
  {
    what: 'deletions are not replayed',
    file: 'restore.js',
    replace: ['else posts.delete(record.del);', ''],
    fails: [moment],
  },
];
