// Four loads for one worker that needs 50 ms for a job: 20 a second.
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createQueue } from './queue.js';

const TAKES = 50; // milliseconds for a job
const STEP = 100; // milliseconds; new jobs come at each step
const STEPS = 50; // five seconds; after them nothing more comes
const LOOK = 30; // milliseconds between two looks at the queue

const ten = () => 1; // jobs in a step: 10 a second
const twentyFive = (step) => 2 + (step % 2);
export const loads = {
  calm: { arrivals: ten, limit: 500 },
  burst: { arrivals: (step) => ten() + (step === 10 ? 40 : 0), limit: 500 },
  overload: { arrivals: twentyFive, limit: 500 },
  bounded: { arrivals: twentyFive, limit: 10 },
};
const lines = new Map(); // load → its part of the two plots

const mean = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const round = (number) => Math.round(number * 100) / 100;

/** Five seconds of arrivals, until the queue is empty again. */
export async function run(load) {
  const { arrivals, limit } = loads[load];
  const queue = createQueue({ handle: () => sleep(TAKES), limit });
  const begun = Date.now();
  const looks = [];
  const look = () =>
    looks.push({ at: Date.now() - begun, depth: queue.depth(), age: queue.age() });
  const watch = setInterval(look, LOOK);
  const jobs = [];
  let refused = 0;
  let mostDepth = 0;
  for (let step = 0; step < STEPS || queue.depth() > 0; step += 1) {
    const more = step < STEPS ? arrivals(step) : 0;
    for (let n = 0; n < more; n += 1) {
      const job = queue.add({});
      if (job) jobs.push(job);
      else refused += 1;
    }
    mostDepth = Math.max(mostDepth, queue.depth());
    await sleep(STEP);
  }
  clearInterval(watch);
  const meanDepth = round(mean(looks.map(({ depth }) => depth)));
  look(); // for the plots: it is empty
  const seconds = (Date.now() - begun) / 1000;
  plot(load, looks);

  const rate = jobs.length / seconds;
  const stay = mean(jobs.map(({ tookMs }) => tookMs)) / 1000;
  return {
    taken: jobs.length, refused, seconds,
    rateTimesStay: `${round(rate)}/s × ${round(stay)} s = ${round(rate * stay)}`,
    meanDepth, mostDepth,
    slowestMs: Math.max(...jobs.map(({ tookMs }) => tookMs)),
  };
}

function plot(load, looks) {
  const some = looks.filter((each, n) => n % 9 === 0 || each === looks.at(-1));
  lines.set(load, some.map(({ at, depth, age }) => {
    const seconds = (at / 1000).toFixed(2);
    return [`${seconds},${depth},${load}`, `${seconds},${age / 1000},${load}`];
  }));
  const all = [...lines.values()].flat();
  mkdirSync('plots', { recursive: true });
  ['depth', 'age'].forEach((name, column) => {
    const rows = all.map((row) => row[column]);
    writeFileSync(`plots/${name}.csv`, [`seconds,${name},load`, ...rows].join('\n'));
  });
}
