import type { Mistake } from '../../support/mistake.ts';

const backfill = 'stage 3, backfill: it pauses, and no write is lost meanwhile';
const both = 'stage 4, both apps live: each reads what the other writes';
const contract = 'stage 5, contract: the new app reads and writes, name is gone';
const twice = 'two runners at once apply a stage once';
const whole = 'a stage that fails leaves nothing behind';
const killed = 'a runner that was killed stops the others for a minute at most';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the old app’s updates do not reach the new column',
    file: 'stages.js',
    replace: ['AFTER UPDATE OF name ON users', 'AFTER UPDATE OF id ON users'],
    fails: [backfill, both, contract, killed],
  },
  {
    what: 'what the old app inserts is left to the backfill',
    file: 'stages.js',
    replace: ['AFTER INSERT ON users WHEN NEW.full_name IS NULL', 'AFTER INSERT ON users WHEN FALSE'],
    fails: [both, killed],
  },
  {
    what: 'the old app does not see what the new one writes',
    file: 'stages.js',
    replace: ['AFTER UPDATE OF full_name ON users', 'AFTER UPDATE OF id ON users'],
    fails: [both, killed],
  },
  {
    what: 'the backfill is one statement',
    file: 'stages.js',
    replace: [' LIMIT 20', ''],
    fails: [backfill],
  },
  {
    what: 'the lock has no end',
    file: 'runner.js',
    replace: ['now + LEASE, now);', 'now + LEASE, 0);'],
    fails: [killed],
  },
  {
    what: 'there is no lock',
    file: 'runner.js',
    replace: ['await lock(db)', '{ keep() {}, async release() {} }'],
    fails: [twice],
  },
  {
    what: 'the lock ends at once',
    file: 'runner.js',
    replace: ['const LEASE = 30_000', 'const LEASE = 0'],
    fails: [twice],
  },
  {
    what: 'the lock ends after an hour and a half',
    file: 'runner.js',
    replace: ['const LEASE = 30_000', 'const LEASE = 5_400_000'],
    fails: [killed],
  },
  {
    what: 'each statement of a stage is committed by itself',
    file: 'runner.js',
    replace: ['await transaction(db, async', 'await ((_, steps) => steps())(db, async'],
    fails: [whole],
  },
  {
    what: 'only the contract has to wait for its turn',
    file: 'runner.js',
    replace: ['if (missing) throw', "if (missing && name === 'contract') throw"],
    fails: ['a backfill before the dual write is 409 and changes nothing'],
  },
  {
    what: 'the history is not read',
    file: 'runner.js',
    replace: ['    if (applied.has(name)) return { applied: false };\n', ''],
    fails: ['each stage run once more applies nothing'],
  },
  {
    what: 'the old column stays',
    file: 'stages.js',
    replace: ["      'ALTER TABLE users DROP COLUMN name',\n", ''],
    fails: [contract, whole],
  },
];
