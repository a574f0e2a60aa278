const TRIES = 100; // for the crowd of 32; a service gives up much earlier
const repeatable = new Set(['40001', '40P01']);

export const atOnce = () => 0;
/** A random wait, from a range that doubles: 20 ms, 40, 80, at most 640. */
export const later = (tries) => Math.random() * Math.min(20 * 2 ** tries, 640);

/** A whole transaction, from BEGIN on, until it has committed or something else is
 * wrong. What was read in a failed attempt is not used in the next. */
export async function again({ begin, sleep }, level, pause, step) {
  for (let tries = 0; ; tries += 1) {
    const transaction = begin(level);
    try {
      const result = await step(transaction);
      transaction.commit();
      return result;
    } catch (error) {
      transaction.rollback();
      if (!repeatable.has(error.code) || tries === TRIES) throw error;
    }
    await sleep(pause(tries));
  }
}
