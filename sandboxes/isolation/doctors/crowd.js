import { Clock } from './clock.js';
import { Store } from './store.js';
import { Refused, ways } from './ways.js';

/** So many doctors ask at once, in one way. @returns what came of it */
export async function crowd(name, size) {
  const doctors = Array.from({ length: size }, (_, i) => `doctor ${i + 1}`);
  const rows = Object.fromEntries(doctors.map((doctor) => [doctor, 'on call']));
  const store = new Store({ ...rows, shift: size });
  const clock = new Clock();
  const result = { doctors: size, left: 0, refused: 0, onCall: 0, attempts: 0, ms: 0 };
  const begin = (level) => {
    result.attempts += 1;
    return store.begin(`t${result.attempts}`, level);
  };
  const db = { begin, sleep: clock.sleep, doctors };
  const all = Promise.all(doctors.map(async (doctor) => {
    try {
      await ways[name](db, doctor);
      result.left += 1;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      result.refused += 1;
    }
  }));
  await Promise.race([all, clock.run().then(() => {
    if (result.left + result.refused === size) return all;
    throw new Error('somebody waits for ever');
  })]);
  result.ms = Math.round(clock.now);
  const end = store.begin('end', 'read committed');
  result.onCall = end.select(({ value }) => value === 'on call').length;
  return result;
}
