/** Bursts as numbers: a summary of each, the points of their plots, and every request as CSV. */
import { KINDS, type BurstRun, type Kind } from './burst-run.ts';

/** At how many moments the counts of a run are drawn. */
export const MOMENTS = 300;

export interface BurstSummary {
  readonly counts: Readonly<Record<Kind, number>>;
  /** Status and how many had it, the lowest first; without answers that did not come. */
  readonly statuses: readonly (readonly [number, number])[];
  /** Milliseconds from the first request to the last end. */
  readonly time: number;
  /** Milliseconds within which so many percent of the answers came; empty when none came. */
  readonly percentiles: Readonly<Record<'p50' | 'p95' | 'p99' | 'longest', number>> | null;
}

/** What was counted last of each run: several ask for it after each change. */
const summaries = new WeakMap<BurstRun, { readonly of: number; readonly summary: BurstSummary }>();

export function summarize(run: BurstRun): BurstSummary {
  const known = summaries.get(run);
  if (known?.of === run.count) return known.summary;
  const summary = count(run);
  summaries.set(run, { of: run.count, summary });
  return summary;
}

function count(run: BurstRun): BurstSummary {
  const counts: Record<Kind, number> = { answered: 0, refused: 0, 'no answer': 0 };
  const statuses = new Map<number, number>();
  let time = 0;
  for (let index = 0; index < run.count; index += 1) {
    counts[run.kind(index)] += 1;
    const status = run.status[index]!;
    if (status !== 0) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    time = Math.max(time, run.ended[index]!);
  }
  const latencies = run.latencies();
  const percentiles =
    latencies.length === 0
      ? null
      : {
          p50: quantile(latencies, 0.5),
          p95: quantile(latencies, 0.95),
          p99: quantile(latencies, 0.99),
          longest: latencies.at(-1)!,
        };
  return { counts, statuses: [...statuses].sort(([one], [other]) => one - other), time, percentiles };
}

/** The smallest value that so large a share of all is not above (the nearest rank). @param sorted not empty */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** How many answers and refusals there were by which second, as CSV: `seconds,requests,series`. */
export function countsCsv(runs: readonly BurstRun[]): string {
  const lines = ['seconds,requests,series'];
  for (const run of runs) {
    const { time, counts } = summarize(run);
    for (const kind of KINDS) {
      // What never was is not drawn, but that there are no answers is.
      if (counts[kind] === 0 && kind !== 'answered') continue;
      const series = quoted(runs.length > 1 ? `${run.plan.name}, ${kind}` : kind);
      for (const [at, count] of steps(run, kind, time))
        lines.push(`${Number((at / 1000).toFixed(5))},${count},${series}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The moments at which a count grows, with the count from there on; at most `MOMENTS` and the two ends. */
function steps(run: BurstRun, kind: Kind, time: number): (readonly [number, number])[] {
  const exact = run.count <= MOMENTS;
  const points: [number, number][] = [[0, 0]];
  for (let index = 0; index < run.count; index += 1) {
    if (run.kind(index) !== kind) continue;
    const ended = run.ended[index]!;
    const at = exact ? ended : (Math.ceil((ended / time) * MOMENTS) / MOMENTS) * time;
    const last = points.at(-1)!;
    // Of what ends within one moment the last count stands.
    if (at > last[0]) points.push([at, last[1] + 1]);
    else last[1] += 1;
  }
  const last = points.at(-1)!;
  return last[0] < time ? [...points, [time, last[1]]] : points;
}

/** Within how many milliseconds which share of the answers had come, as CSV: `milliseconds,percent,series`. */
export function latencyCsv(runs: readonly BurstRun[]): string {
  const lines = ['milliseconds,percent,series'];
  for (const run of runs) {
    const latencies = run.latencies();
    if (latencies.length === 0) continue;
    const name = quoted(run.plan.name);
    const steps = Math.min(100, latencies.length);
    lines.push(`${shown(latencies[0]!)},0,${name}`);
    for (let step = 1; step <= steps; step += 1)
      lines.push(`${shown(quantile(latencies, step / steps))},${Number(((step / steps) * 100).toFixed(1))},${name}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Every request of these runs: `run,request,sent_ms,latency_ms,status`, an empty status for no answer. */
export function requestsCsv(runs: readonly BurstRun[]): string {
  const lines = ['run,request,sent_ms,latency_ms,status'];
  for (const run of runs) {
    const name = quoted(run.plan.name);
    for (let index = 0; index < run.count; index += 1) {
      const sent = run.sent[index]!;
      lines.push(`${name},${index + 1},${shown(sent)},${shown(run.ended[index]! - sent)},${run.status[index] || ''}`);
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** To a hundredth of a millisecond, which is as exact as a page's clock. */
const shown = (milliseconds: number): number => Number(milliseconds.toFixed(2));

/** RFC 4180, section 2. Names have no line breaks. */
const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
