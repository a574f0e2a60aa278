// 40 pages a second through three layers to an upstream that can do 100 calls a
// second. From second 5 to 10 it hangs. All on a clock of its own.
import { Clock, random } from './clock.js';
import { backoff, breaker, budget, bulkhead } from './defenses.js';

const [HANGS, MENDED, END] = [5000, 10_000, 40_000]; // ms
const TIMEOUT = 500; // ms, for a call to the upstream
const PATIENCE = 1000; // ms, of whoever looks at the page

// Three layers that each try three times, and one defense more.
const naive = { tries: [3, 3, 3] };
export const ways = {
  none: { tries: [1, 1, 1] },
  naive,
  jitter: { ...naive, jitter: true },
  'one-layer': { tries: [1, 1, 3] },
  budget: { ...naive, budget: true },
  breaker: { ...naive, breaker: true },
  bulkhead: { ...naive, bulkhead: 30 },
  shedding: { ...naive, bound: 40 },
  deadline: { ...naive, deadline: true },
  all: { tries: [1, 1, 3], jitter: true, budget: true, breaker: true, bulkhead: 30,
    bound: 40, deadline: true },
};

/** One call each 10 ms, a line in front of it, and nobody is served while it hangs. */
function upstream(clock, { bound = 200, deadline }) {
  const line = [];
  const calls = Array(END / 1000).fill(0); // by second
  return {
    calls,
    call(givenUp) {
      calls[Math.floor(clock.now / 1000)] += 1;
      if (line.length >= bound) return 'refused';
      return new Promise((answer) => line.push({ answer, givenUp }));
    },
    tick() {
      if (clock.now >= HANGS && clock.now < MENDED) return;
      // Without a deadline it cannot know that nobody waits any more.
      while (deadline && line[0]?.givenUp <= clock.now) line.shift();
      line.shift()?.answer('ok');
    },
  };
}

const unlimited = { request() {}, retry: () => true };

/** @returns calls and good pages, by second */
export async function storm(way) {
  const clock = new Clock();
  const { calls, call, tick } = upstream(clock, way);
  const pause = way.jitter ? backoff(random(37)) : () => 0;
  const through = [];
  if (way.breaker) through.push(breaker(clock));
  if (way.bulkhead) through.push(bulkhead(way.bulkhead));

  function attempt({ until }) {
    const givenUp = Math.min(clock.now + TIMEOUT, until);
    const late = () => clock.sleep(givenUp - clock.now).then(() => 'late');
    const once = () => Promise.race([call(givenUp), late()]);
    return through.reduceRight((inner, guard) => () => guard(inner), once)();
  }
  const layer = (inner, tries) => {
    const { request, retry } = way.budget ? budget() : unlimited;
    return async (page) => {
      request();
      for (let n = 1; ; n += 1) {
        const outcome = await inner(page);
        if (outcome === 'ok' || n === tries || !retry()) return outcome;
        await clock.sleep(pause(n));
        if (clock.now >= page.until) return 'late';
      }
    };
  };
  const layers = way.tries.reduceRight(layer, attempt);

  const good = Array(END / 1000).fill(0);
  async function page() {
    const from = clock.now;
    const until = way.deadline ? from + PATIENCE : Infinity;
    const outcome = await layers({ until });
    const inTime = outcome === 'ok' && clock.now - from <= PATIENCE;
    if (inTime) good[Math.floor(from / 1000)] += 1;
  }
  await clock.run(END, (now) => {
    if (now % 50 === 0) for (let n = 0; n < 2; n += 1) page();
    tick();
  });
  return { calls, good };
}
export const moments = { HANGS, MENDED, END };
