import { measure } from './edges.js';

/** Follows FOLLOWS edges from a customer, hop by hop; no node is expanded twice. */
function walk(start, hops) {
  let frontier = [start];
  const met = new Set(frontier);
  const steps = [];
  measure((db, cost) => {
    for (let hop = 1; hop <= hops; hop += 1) {
      frontier = db.all(`
        SELECT DISTINCT target FROM edges
        WHERE source IN (SELECT value FROM json_each(?)) AND type = 'FOLLOWS'
          AND seen(bytes)`, JSON.stringify(frontier))
        .map(({ target }) => target).filter((node) => !met.has(node));
      for (const node of frontier) met.add(node);
      steps.push({ hop, found: frontier.length, edges: cost.rowsRead });
    }
  });
  return steps;
}

/** Two customers: one follows four others, one of them follows customer 1 as well. */
export function hops() {
  const walks = { 'customer 7': walk('customer:7', 3), 'customer 20': walk('customer:20', 3) };
  return Object.entries(walks).map(([from, steps]) => [
    `from ${from}`,
    ...steps.map(({ hop, found, edges }) =>
      `  ${hop} ${hop === 1 ? 'hop ' : 'hops'}  ${String(found).padStart(3)} new people`
      + `  ${String(edges).padStart(5)} edges read so far`),
  ].join('\n')).join('\n') + '\n';
}
