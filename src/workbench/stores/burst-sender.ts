/** Sends the requests of a burst in groups, over the machine's time or over time that is moved for it. */
import type { ClockControl, Session } from '../../engine/engine.ts';
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import type { BurstRun } from './burst-run.ts';

/** Milliseconds until an answer is no longer waited for: of the machine's time, and of time that is moved. */
const TIMEOUT = 30_000;
/** What a process has sent is here a little later than it rests: so often, and so many milliseconds, it is waited for. */
const ROUNDS = 4;
const PAUSE = 10;

/** @returns why it has ended before all were sent, in a sentence; `null` when it has not */
export async function sendBurst(
  session: Session,
  run: BurstRun,
  prepare: (index: number) => PreparedRequest,
  signal: AbortSignal,
  ended: () => void,
): Promise<string | null> {
  const { total, together, gap, time } = run.plan;
  const clock = time === 'moved' ? session.clock : undefined;
  if (time === 'moved' && clock === undefined)
    return 'The clock of this engine cannot be moved: choose real time, or the embedded engine.';
  const now = clock === undefined ? () => performance.now() : () => clock.now();
  const rate = clock?.rate ?? 1;
  clock?.setRate(0);
  try {
    const moved = (await clock?.advance(0)) ?? { ok: true };
    if (!moved.ok) return moved.reason;
    const start = now();
    for (let from = 0; from < total && !signal.aborted; from += together) {
      const begun = now();
      const group = new AbortController();
      const either = AbortSignal.any([signal, group.signal]);
      const wanted = Array.from({ length: Math.min(together, total - from) }, async (_, index) => {
        const sent = now() - start;
        const request = prepare(from + index);
        const result = await session.request(request, { timeout: TIMEOUT, signal: either });
        if (signal.aborted) return;
        if (!result.ok && result.code === 'disposed') return;
        run.add(sent, now() - start, result.ok ? result.response.status : 0);
        ended();
      });
      const all = Promise.all(wanted);
      if (clock !== undefined) {
        const problem = await passTime(clock, all, signal);
        group.abort();
        if (problem !== null) return problem;
      }
      await all;
      const rest = gap - (now() - begun);
      if (from + together >= total || rest <= 0) continue;
      if (clock === undefined) await pause(rest, signal);
      else {
        const further = await clock.advance(rest);
        if (!further.ok) return further.reason;
      }
    }
    return null;
  } finally {
    clock?.setRate(rate);
  }
}

/** Moves the clock as far as it is needed until the answers are there. @returns why it cannot be moved */
async function passTime(clock: ClockControl, wanted: Promise<unknown>, signal: AbortSignal): Promise<string | null> {
  let done = false;
  const stop = wanted.finally(() => (done = true)).catch(() => undefined);
  const latest = clock.now() + TIMEOUT;
  for (;;) {
    for (let round = 0; round < ROUNDS && !done; round += 1) {
      const rested = await clock.advance(0);
      if (!rested.ok) return rested.reason;
      await Promise.race([stop, new Promise((resolve) => setTimeout(resolve, PAUSE))]);
    }
    if (done || signal.aborted || clock.now() >= latest) return null;
    const stepped = await clock.step();
    if (!stepped.ok) return stepped.reason;
    // Nothing will ever happen again: who has no answer by now gets none.
    if (!stepped.moved) return null;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
