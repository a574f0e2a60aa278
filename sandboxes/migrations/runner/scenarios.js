import { start } from './supervisor.js';

const run = async (set) => [['runner', await (await start('locked', set)).finish()]];

/** Two runners: both have read what was applied, before either one applies anything. */
async function unlocked() {
  await run('first');
  const one = await start('unlocked', 'all');
  const two = await start('unlocked', 'all');
  await one.next();
  await two.next();
  one.go();
  const first = await one.finish();
  two.go();
  return [['runner 1', first], ['runner 2', await two.finish()]];
}

/** The same with the lock: the second one cannot even read before the first is done. */
async function locked() {
  await run('first');
  const one = await start('locked', 'prices');
  await one.next(); // it has read, and holds the lock
  const two = await start('locked', 'prices');
  const second = two.finish(); // waits in the database
  one.go();
  return [['runner 1', await one.finish()], ['runner 2', await second]];
}

async function killed(way) {
  await run('first');
  const one = await start(way, 'all');
  await one.next();
  one.go();
  await one.next(); // prices are changed, the history does not have it yet
  await one.kill();
  return [['runner 1', 'killed'], ['runner 2', await (await start(way, 'all')).finish()]];
}

export const scenarios = {
  all: () => run('all'),
  again: async () => [...(await run('all')), ...(await run('all'))],
  back: async () => [...(await run('all')), ...(await run('first'))],
  edited: async () => [...(await run('all')), ...(await run('edited'))],
  merged: async () => [...(await run('all')), ...(await run('merged'))],
  failing: () => run('failing'),
  unlocked,
  locked,
  killedUnlocked: () => killed('unlocked'),
  killed: () => killed('locked'),
};
