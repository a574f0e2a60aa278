import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What one process sees of one request. It reads no clock but its own: clocks of
 * two machines differ, durations do not.
 */
export function startTrace(name) {
  const began = performance.now();
  const now = () => performance.now() - began;
  const below = []; // spans of the processes that were asked

  const spans = () => [{ name, at: 0, took: now() }, ...below];

  return {
    spans,

    /**
     * Asks another process. `travel` stands for the way there and back.
     * Rejects when nobody listens, or when the whole answer is not there in time.
     */
    async ask(url, { travel, timeout = 1000, ...options }) {
      const sent = now();
      await sleep(travel);
      const late = new AbortController();
      const giveUp = () => late.abort(new Error('no answer in time'));
      const timer = setTimeout(giveUp, timeout);
      try {
        const response = await fetch(url, { ...options, signal: late.signal });
        const body = await response.text();
        const theirs = parse(response.headers.get('server-timing') ?? '');
        // What they did not spend was travel; half of it is the way there.
        const there = (now() - sent - (theirs[0]?.took ?? 0)) / 2;
        below.push(...theirs.map((span) => ({ ...span, at: sent + there + span.at })));
        const { status, headers } = response;
        const [type, cache] = [headers.get('content-type'), headers.get('x-cache')];
        return { status, type, cache, body };
      } finally {
        clearTimeout(timer);
      }
    },

    /** The spans as a Server-Timing field; `at` is ours, `dur` is the standard's. */
    header() {
      const round = (ms) => Number(ms.toFixed(1));
      return spans()
        .map((span) => `${span.name};at=${round(span.at)};dur=${round(span.took)}`)
        .join(', ');
    },
  };
}

function parse(field) {
  return [...field.matchAll(/([\w-]+);at=([\d.]+);dur=([\d.]+)/g)].map(
    ([, name, at, took]) => ({ name, at: Number(at), took: Number(took) }),
  );
}

/** One line for each span, in the order in which they began. */
export function draw(spans, width = 28) {
  const scale = width / spans[0].took;
  return spans
    .map(({ name, at, took }) => {
      const bar = '█'.repeat(Math.max(1, Math.round(took * scale)));
      const time = `${took.toFixed(0).padStart(3)} ms`;
      return `${name.padEnd(9)}${time} ${' '.repeat(Math.round(at * scale))}${bar}`;
    })
    .join('\n');
}
