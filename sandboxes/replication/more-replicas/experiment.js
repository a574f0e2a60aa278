// A model, not a database: nodes with a queue each. A read costs one node a millisecond.
// A write costs each node a millisecond: the primary runs it, the replicas replay it.
import { mkdirSync, writeFileSync } from 'node:fs';

const READ = 1; // milliseconds of one node
const WRITE = 1; // on the primary
const REPLAY = 1; // on each replica
const OPERATIONS = 20_000;

/** @returns operations a second when all nodes have as much to do as they can */
function throughput(nodes, writeShare) {
  const busy = new Float64Array(nodes); // milliseconds; node 0 is the primary
  let writes = 0;
  for (let done = 1; done <= OPERATIONS; done += 1) {
    if (writes < done * writeShare) {
      writes += 1;
      busy.forEach((_, node) => (busy[node] += node === 0 ? WRITE : REPLAY));
    } else {
      busy[busy.indexOf(Math.min(...busy))] += READ; // whoever is free first
    }
  }
  return OPERATIONS / (Math.max(...busy) / 1000);
}

const shares = [0.02, 0.1, 0.3, 0.5];
const row = (texts) => console.log(texts.map((text) => String(text).padStart(8)).join(''));
row(['nodes', ...shares.map((share) => `${share * 100}%`)]);
const plot = ['nodes,operations,writes'];
for (const nodes of [1, 2, 3, 4, 6, 8, 12, 16]) {
  const rates = shares.map((share) => Math.round(throughput(nodes, share)));
  row([nodes, ...rates]);
  shares.forEach((share, i) => plot.push(`${nodes},${rates[i]},${share * 100}% writes`));
}
mkdirSync('plots', { recursive: true });
writeFileSync('plots/throughput.csv', `${plot.join('\n')}\n`);
