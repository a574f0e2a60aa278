// A model, not a measurement: thirty customers, and what makes each of them move within
// a year. Put in the numbers of your own customers.
import { mkdirSync, writeFileSync } from 'node:fs';

const DAYS = 365;
const BROWNOUT = 245;
const customers = [
  ...Array(10).fill({ sees: 'headers', needs: 30 }), // and then so many days
  ...Array(8).fill({ sees: 'errors', needs: 10 }),
  ...Array(6).fill({ sees: 'errors', needs: 100 }),
  ...Array(6).fill({ sees: 'nothing', needs: 0 }),
];

/** @returns the day on which a customer has moved; customers read logs in turn */
function movesOn({ sees, needs }, n, brownout) {
  if (sees === 'headers') return n * 6 + needs;
  if (sees === 'errors' && brownout !== undefined) return brownout + needs;
  return Infinity;
}

/** @returns for each day how many customers still use version 1 */
function left(brownout) {
  const moves = customers.map((each, n) => movesOn(each, n, brownout));
  return Array.from({ length: DAYS + 1 }, (_, day) =>
    moves.filter((move) => move > day).length,
  );
}

export function season() {
  const ways = { 'headers alone': left(), 'with a brownout': left(BROWNOUT) };
  const rows = ['way,day,customers'];
  const lines = ['                 still on version 1 on the last day'];
  for (const [way, counts] of Object.entries(ways)) {
    counts.forEach((count, day) => {
      const changes = count !== counts[day - 1] || day === DAYS;
      if (changes) rows.push(`${way},${day},${count}`); // a step needs no more
    });
    lines.push(`${way.padEnd(17)}${counts[DAYS]} of ${customers.length}`);
  }
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/season.csv', `${rows.join('\n')}\n`);
  return `${lines.join('\n')}\n`;
}
