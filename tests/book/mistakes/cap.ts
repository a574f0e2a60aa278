import type { Mistake } from '../../support/mistake.ts';

const anyOne = `    return await Promise.any(asked);`;
const reads = `  return spread(key, await newest(key)); // the next reader must not find less`;
const writes = `  return spread(key, following(await newest(key), value));`;

export const mistakes: readonly Mistake[] = [
  {
    what: 'all nodes must answer',
    file: 'register.js',
    replace: [anyOne, '    return (await Promise.all(asked))[0];'],
    fails: [
      'a node that reaches nobody does not say a price: 503',
      'meanwhile the other two write and read prices',
      'a node that comes back does not return an older price',
      'a write at the node that comes back is the newest one',
      'not even where only one other node has heard of the write',
      'one node that does not answer delays nobody',
    ],
  },
  {
    what: 'a read takes what this node has',
    file: 'register.js',
    replace: [reads, '  return mine(key);'],
    fails: [
      'a node that reaches nobody does not say a price: 503',
      'a node that comes back does not return an older price',
      'not even where only one other node has heard of the write',
    ],
  },
  {
    what: 'a read takes what another node has, and forgets its own',
    file: 'register.js',
    replace: ['  return newer(theirs, mine(key));', '  return theirs;'],
    fails: ['not even where only one other node has heard of the write'],
  },
  {
    what: 'a write counts on from what this node has',
    file: 'register.js',
    replace: [writes, '  return spread(key, following(mine(key), value));'],
    fails: ['a write at the node that comes back is the newest one'],
  },
  {
    what: 'a write is kept here before a majority was asked, and stays when it is refused',
    file: 'register.js',
    replace: [
      writes,
      `  const entry = following(mine(key), value);
  keep(key, entry);
  return spread(key, entry);`,
    ],
    fails: [
      'what was refused is not there when the wires are healed',
      'a write at the node that comes back is the newest one',
    ],
  },
  {
    what: 'a write is acknowledged before another node has it',
    file: 'register.js',
    replace: ["  await another('PUT', key, entry);", "  another('PUT', key, entry).catch(() => {});"],
    fails: ['no read that begins after an acknowledged write is older'],
  },
  {
    what: 'the larger of two totals',
    file: 'counter.js',
    replace: [
      'mine, theirs) {\n',
      'mine, theirs) {\n  if (total(mine) >= total(theirs)) return mine;\n  return theirs;\n',
    ],
    fails: ['and no like is lost, and none is counted twice', 'likes at the same moment are all counted'],
  },
  {
    what: 'what comes is added',
    file: 'counter.js',
    replace: ['Math.max(merged[node] ?? 0, likes)', '(merged[node] ?? 0) + likes'],
    fails: ['and no like is lost, and none is counted twice', 'likes at the same moment are all counted'],
  },
  {
    what: 'what the other node says replaces its number, also when it is older',
    file: 'counter.js',
    replace: ['Math.max(merged[node] ?? 0, likes)', 'likes'],
    fails: ['and no like is lost, and none is counted twice'],
  },
];
