/** What the plots of bursts show. Their descriptions are those of the runs that are shown when they are drawn. */
import type { PlotSpec } from '../../../sandbox/plot.ts';
import { formatCount, formatTime } from '../../format/units.ts';
import type { BurstRun } from '../../stores/burst-run.ts';
import { summarize } from '../../stores/burst-numbers.ts';

type Shown = () => readonly BurstRun[];

/** Answered and refused over time. */
export const countsSpec = (shown: Shown): PlotSpec => ({
  title: 'Answered and refused over time',
  get alt() {
    return shown().map(describeCounts).join(' ');
  },
  x: { field: 'seconds', label: 'time', unit: 's' },
  y: { field: 'requests', label: 'requests so far' },
  series: 'series',
  mark: 'step',
});

/** The latencies as a distribution. */
export const latencySpec = (shown: Shown): PlotSpec => ({
  title: 'Share of the answers that had come within a time',
  get alt() {
    return shown().map(describeLatencies).join(' ');
  },
  x: { field: 'milliseconds', label: 'latency', unit: 'ms' },
  y: { field: 'percent', label: 'answers', unit: '%' },
  series: 'series',
  mark: 'step',
});

function describeCounts(run: BurstRun): string {
  const { counts, time } = summarize(run);
  const none = counts['no answer'] === 0 ? '' : `, ${formatCount(counts['no answer'])} had no answer`;
  return `${run.plan.name}: of ${formatCount(run.count)} requests within ${formatTime(time)}, ${formatCount(counts.answered)} were answered and ${formatCount(counts.refused)} refused${none}.`;
}

function describeLatencies(run: BurstRun): string {
  const { percentiles } = summarize(run);
  if (percentiles === null) return `${run.plan.name}: no answer came.`;
  const { p50, p95, longest } = percentiles;
  return `${run.plan.name}: half of the answers came within ${formatTime(p50)}, 95 percent within ${formatTime(p95)}, all within ${formatTime(longest)}.`;
}
