import type { Mistake } from '../../support/mistake.ts';

const draw = `  let best = 1;
  let highest = -1;
  for (let shard = 1; shard <= shards; shard += 1) {
    const number = hash(\`\${id} at \${shard}\`);
    if (number <= highest) continue;
    highest = number;
    best = shard;
  }
  return best;`;

export const mistakes: readonly Mistake[] = [
  {
    what: 'any text has a number, and the remainder is taken of it',
    file: 'placement.js',
    replace: [draw, '  return 1 + (hash(id) % shards);'],
    fails: ['a fifth shard moves at most 3,000 of 10,000 ids'],
  },
  {
    what: 'a ring on which each shard has one point',
    file: 'placement.js',
    replace: [
      draw,
      `  const points = Array.from({ length: shards }, (_, n) => ({ at: hash(\`shard \${n + 1}\`), shard: n + 1 }));
  points.sort((a, b) => a.at - b.at);
  const at = hash(id);
  return (points.find((point) => point.at >= at) ?? points[0]).shard;`,
    ],
    fails: [
      'a fifth shard moves at most 3,000 of 10,000 ids',
      'the fullest shard has at most 1.5 times as many ids as the emptiest',
    ],
  },
  {
    what: 'the fifth shard stays empty',
    file: 'placement.js',
    replace: ['shard <= shards; shard += 1', 'shard <= Math.min(shards, 4); shard += 1'],
    fails: ['the fullest shard has at most 1.5 times as many ids as the emptiest'],
  },
  {
    what: 'what is hashed is another thing in each process',
    file: 'placement.js',
    replace: ['hash(`${id} at ${shard}`)', 'hash(`${id} at ${shard} by ${process.pid}`)'],
    fails: ['after a restart of the router each id has the shard that it had'],
  },
  {
    what: 'regions are looked up in an object, which knows a constructor',
    file: 'placement.js',
    replace: ['regions.get(region) ?? 4', '({ eu: 1, us: 2, asia: 3 })[region] ?? 4'],
    fails: ['a store of an unknown region is kept, and found again'],
  },
  {
    what: 'all stores are on one shard',
    file: 'placement.js',
    replace: ['regions.get(region) ?? 4', 'region.length > 0 ? 4 : 1'],
    fails: ['the stores of eu, us and asia stay on their shards'],
  },
  {
    what: 'ids are dealt out as they come, and remembered until the router ends',
    file: 'placement.js',
    replace: [
      draw,
      `  const seen = (shardOf.seen ??= new Map());
  if (!seen.has(id)) seen.set(id, seen.size);
  const turn = seen.get(id);
  return shards === 5 && turn % 5 === 4 ? 5 : 1 + (turn % 4);`,
    ],
    fails: ['after a restart of the router each id has the shard that it had'],
  },
  {
    what: 'a region that is not known is refused',
    file: 'placement.js',
    replace: [
      '  return regions.get(region) ?? 4;',
      `  if (!regions.has(region)) throw Object.assign(new Error('no such region'), { status: 422 });
  return regions.get(region);`,
    ],
    fails: ['a store of an unknown region is kept, and found again'],
  },
  {
    what: 'each shard is asked for its part of a page',
    file: 'list.js',
    replace: ['limit: limit + 1, ...place', 'limit: Math.ceil(limit / 4) + 1, ...place'],
    fails: [
      'the list over all shards is sorted, and has each customer once',
      'the list has names in the order in which the shards have them',
      'the list goes on when a shard has more than a hundred customers',
    ],
  },
  {
    what: 'rows with the same name are left as they come',
    file: 'list.js',
    replace: [' || compare(a.id, b.id)', ''],
    fails: ['the list over all shards is sorted, and has each customer once'],
  },
  {
    what: 'names are compared by the units of UTF-16',
    file: 'list.js',
    replace: ['Buffer.compare(Buffer.from(a), Buffer.from(b))', '(a < b ? -1 : a > b ? 1 : 0)'],
    fails: ['the list has names in the order in which the shards have them'],
  },
  {
    what: 'names are compared as people do',
    file: 'list.js',
    replace: ['Buffer.compare(Buffer.from(a), Buffer.from(b))', 'a.localeCompare(b)'],
    fails: ['the list has names in the order in which the shards have them'],
  },
  {
    what: 'a full page has a next one',
    file: 'list.js',
    replace: ['sorted.length > limit', 'rows.length === limit'],
    fails: ['the list over all shards is sorted, and has each customer once'],
  },
  {
    what: 'all rows are fetched, and the router looks for the page',
    file: 'list.js',
    replace: [
      `  const answers = await askAll(\`/customers?\${query}\`);
  const sorted = answers.flat()`,
      `  query.set('limit', '100');
  query.delete('name');
  query.delete('id');
  const answers = await askAll(\`/customers?\${query}\`);
  const sorted = answers.flat().filter((row) => !place || byPlace(row, place) > 0)`,
    ],
    fails: ['the list goes on when a shard has more than a hundred customers'],
  },
  {
    what: 'nobody sorts',
    file: 'list.js',
    replace: ['.sort(byPlace)', ''],
    fails: [
      'the list over all shards is sorted, and has each customer once',
      'the list has names in the order in which the shards have them',
    ],
  },
  {
    what: 'a page is what the shards have that are up',
    file: 'shards.js',
    replace: ['SHARDS.map((shard) => ask(shard, path))', 'SHARDS.map((shard) => ask(shard, path).catch(() => []))'],
    fails: ['while shard 2 is down, no page of the list leaves its rows out'],
  },
  {
    what: 'a shard that is down says 404',
    file: 'shards.js',
    replace: ['throw new ShardDown(shard, error);', 'return null;'],
    fails: [
      'while shard 2 is down, its customers are 503 with Retry-After',
      'while shard 2 is down, no page of the list leaves its rows out',
    ],
  },
  {
    what: 'a shard that says no is down',
    file: 'shards.js',
    replace: ['if (response.status === 404) return null;', 'if (!response.ok) throw new ShardDown(shard);'],
    fails: ['a customer whom no shard has is 404'],
  },
  {
    what: 'a shard that was down once is never asked again',
    file: 'shards.js',
    replace: [
      `  } catch (error) {
    throw new ShardDown(shard, error);
  }`,
      `  } catch (error) {
    (ask.gone ??= new Set()).add(shard);
    throw new ShardDown(shard, error);
  }
  if (ask.gone?.has(shard)) throw new ShardDown(shard);`,
    ],
    fails: [
      'while shard 2 is down, no page of the list leaves its rows out',
      'when shard 2 is back, its customers are',
    ],
  },
  {
    what: 'all shards are asked for their health first',
    file: 'shards.js',
    replace: [
      '  let response;\n  let value;\n  try {',
      `  let response;
  let value;
  try {
    for (const each of SHARDS) await fetch(\`http://localhost:\${4000 + each}/health\`);`,
    ],
    fails: ['while shard 2 is down, the customers of the others are answered'],
  },
];
