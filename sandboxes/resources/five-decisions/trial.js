import { on } from './decisions.js';
import { forget } from './limit.js';

let turn = Promise.resolve();

/** Does some work with switches as it wants them, one trial after another. */
export function trial(switches, work) {
  turn = turn
    .catch(() => {}) // of the trial before
    .then(async () => {
      const before = { ...on };
      Object.assign(on, switches);
      forget();
      try {
        return await work();
      } finally {
        Object.assign(on, before);
        forget();
      }
    });
  return turn;
}
