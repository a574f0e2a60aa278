// 100 clients lose their connection at the same moment. The upstream takes 10 calls in
// 100 ms and refuses the others.
import { Clock, random } from './clock.js';
import { backoff } from './defenses.js';

const pauses = {
  'no jitter': () => backoff(() => 1),
  'full jitter': () => backoff(random(37)),
};

/** @returns how many calls came in each 100 ms */
async function crowd(pauseOf) {
  const clock = new Clock();
  const pause = pauseOf();
  const calls = Array(200).fill(0);
  async function client() {
    for (let tries = 0; ; tries += 1) {
      const bin = Math.floor(clock.now / 100);
      calls[bin] += 1;
      if (calls[bin] <= 10) return;
      await clock.sleep(pause(tries));
    }
  }
  await clock.run(20_000, (now) => {
    if (now === 0) for (let n = 0; n < 100; n += 1) client();
  });
  return calls.slice(0, calls.findLastIndex((n) => n > 0) + 1);
}

export async function crowds() {
  const all = [];
  for (const [name, pause] of Object.entries(pauses)) {
    all.push({ name, calls: await crowd(pause) });
  }
  return all;
}
