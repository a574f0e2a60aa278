import { on } from './decisions.js';
import { forget } from './limit.js';

let turn = Promise.resolve();

/** Does one piece of work after another, whatever becomes of the one before. */
export function inTurn(work) {
  turn = turn.catch(() => {}).then(work);
  return turn;
}

/** Does some work with switches as it wants them, and puts them back. */
export const trial = (switches, work) =>
  inTurn(async () => {
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
