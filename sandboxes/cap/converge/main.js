import { mkdirSync, writeFileSync } from 'node:fs';
import { gCounter, lastWriteWins } from './counters.js';
import { chance, gossip } from './gossip.js';

const SEED = 4;
const WRITING = 20; // rounds with likes: 0 to 3 at each replica
const ROUNDS = 26;

/** @returns for each round the totals of the five replicas, and what is true */
function run(counter) {
  const random = chance(SEED);
  const states = Array.from({ length: 5 }, counter.empty);
  const rounds = [states.map(counter.total)];
  let given = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const replica of states.keys()) {
      const likes = round <= WRITING ? Math.floor(random() * 4) : 0;
      for (let n = 0; n < likes; n += 1) {
        const time = round * 1000 + n * 300 + Math.floor(random() * 300); // ms
        states[replica] = counter.like(states[replica], { replica, time });
      }
      given += likes;
    }
    gossip(states, counter.merge, random);
    rounds.push(states.map(counter.total));
  }
  return { given, rounds };
}

const csv = ['round,likes,what'];
for (const [name, counter] of Object.entries({ lastWriteWins, gCounter })) {
  const { given, rounds } = run(counter);
  const spread = rounds.map((totals) => Math.max(...totals) - Math.min(...totals));
  for (const [round, totals] of rounds.entries()) {
    csv.push(`${round},${Math.min(...totals)},${name}: least`);
    csv.push(`${round},${Math.max(...totals)},${name}: most`);
  }
  const agreed = spread.findIndex((width, n) => n >= WRITING && width === 0);
  console.log(name);
  console.log(`  likes given                   ${given}`);
  const last = rounds[WRITING].join('  ');
  console.log(`  round ${WRITING}, the last with likes  ${last}`);
  console.log(`  alike from round              ${agreed === -1 ? 'never' : agreed}`);
  console.log(`  at the end                    ${rounds.at(-1).join('  ')}`);
  const equal = spread.slice(1, WRITING).filter((width) => width === 0).length;
  console.log(`  alike while there were likes  ${equal} of ${WRITING - 1} rounds`);
}
mkdirSync('plots', { recursive: true });
writeFileSync('plots/likes.csv', `${csv.join('\n')}\n`);
