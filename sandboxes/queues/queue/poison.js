// Six jobs for one worker, of which the second always fails. What is done after 3 s?
import { setTimeout as sleep } from 'node:timers/promises';
import { createQueue } from './queue.js';

const TAKES = 50; // milliseconds for a job
const SECONDS = 3;

const calls = new Map(); // name → how often it was tried

async function handle(name) {
  calls.set(name, (calls.get(name) ?? 0) + 1);
  await sleep(TAKES);
  if (name === 'poison') throw new TypeError('a bug meets this job');
}

export const policies = {
  // Broken on purpose: the worker stays with a job until it succeeds.
  stay: {
    pause: () => 0,
    handle: async (name, isOver) => {
      for (;;) {
        try {
          return await handle(name);
        } catch (error) {
          if (isOver()) throw error;
        }
      }
    },
  },
  // Broken on purpose: back to the end, for ever.
  forever: { handle, pause: () => 0, tries: Infinity },
  three: { handle },
};

export async function poison(policy) {
  const end = Date.now() + SECONDS * 1000;
  const isOver = () => Date.now() >= end;
  calls.clear();
  const { handle: work, ...options } = policies[policy];
  const queue = createQueue({
    ...options,
    // When the experiment ends, so does the job that would not.
    handle: (name) => (isOver() ? undefined : work(name, isOver)),
  });
  const names = ['1', 'poison', '3', '4', '5', '6'];
  const jobs = names.map((name) => queue.add(name));
  await sleep(SECONDS * 1000);
  const lines = jobs.map(({ data, state, tookMs }) => [
    data.padEnd(6), state.padEnd(7), `tries: ${calls.get(data) ?? 0}`.padEnd(9),
    tookMs === undefined ? '' : `after ${tookMs} ms`,
  ].join('  ').trimEnd());
  return `${lines.join('\n')}\n`;
}
