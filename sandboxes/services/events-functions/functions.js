// Functions: an instance starts when none is free, and is gone when nobody needs it.
// Times are computed, not waited for.
const START = 400; // ms: fetch the code, start Node, import, connect to the database
const RUN = 50; // ms
const KEPT = 300_000; // ms without a request: our guess, providers do not say

/** The module of the function, as each instance has it, with variables of its own. */
function load() {
  let seen = 0; // Broken on purpose: a counter that lives as long as this instance
  return () => (seen += 1);
}

const loads = {
  quiet: Array.from({ length: 12 }, (_, n) => n * 600_000), // one each ten minutes
  steady: Array.from({ length: 600 }, (_, n) => n * 100), // ten a second
  burst: Array.from({ length: 600 }, (_, n) => Math.floor(n / 60)), // 600 within 10 ms
};

export const names = Object.keys(loads);

/** Handles the requests of a load, each at its time in ms. */
export function simulate(name) {
  const instances = []; // { freeAt, handler }
  const took = [];
  const counted = [];
  let cold = 0;
  for (const now of loads[name]) {
    const isWarm = ({ freeAt }) => freeAt <= now && now - freeAt < KEPT;
    let instance = instances.find(isWarm);
    const start = instance ? 0 : START;
    if (!instance) {
      cold += 1;
      instance = { handler: load() };
      instances.push(instance);
    }
    counted.push(instance.handler());
    instance.freeAt = now + start + RUN;
    took.push(start + RUN);
  }
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.ceil(took.length * share) - 1];
  const lastOne = loads[name].at(-1);
  const kept = instances.filter(({ freeAt }) => lastOne - freeAt < KEPT);
  return {
    requests: took.length,
    coldStarts: cold,
    connectionsInTheEnd: kept.length,
    p50: `${at(0.5)} ms`,
    p99: `${at(0.99)} ms`,
    highestCount: Math.max(...counted),
  };
}
