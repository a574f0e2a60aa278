/** Fewer points where there are more than can be seen, in a way that hides no peak. */
import type { PlotSpec } from '../../sandbox/plot.ts';
import type { Point } from '../../sandbox/plot-points.ts';

/** How many points of a series, and how many bars, are drawn. */
const POINTS = 1000;
const BARS = 60;

export interface Thinned {
  readonly points: readonly Point[];
  /** How many there were. */
  readonly total: number;
}

/** @returns of each series the first, the last, and of each stretch between them the lowest and the highest */
export function thin(points: readonly Point[], mark: PlotSpec['mark']): Thinned {
  if (mark === 'bar') {
    const kept = new Set<Point['x']>();
    for (const { x } of points) if (kept.size < BARS) kept.add(x);
    return { points: points.filter(({ x }) => kept.has(x)), total: points.length };
  }
  const bySeries = new Map<string, Point[]>();
  for (const point of points) {
    const own = bySeries.get(point.series);
    if (own === undefined) bySeries.set(point.series, [point]);
    else own.push(point);
  }
  return { points: [...bySeries.values()].flatMap(thinned), total: points.length };
}

function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= POINTS) return points;
  const stretches = POINTS / 2 - 1;
  const kept = [points[0]!];
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const from = 1 + Math.floor((stretch * (points.length - 2)) / stretches);
    const to = 1 + Math.floor(((stretch + 1) * (points.length - 2)) / stretches);
    let low = from;
    let high = from;
    for (let index = from + 1; index < to; index += 1) {
      if (points[index]!.y < points[low]!.y) low = index;
      if (points[index]!.y > points[high]!.y) high = index;
    }
    kept.push(points[Math.min(low, high)]!);
    if (low !== high) kept.push(points[Math.max(low, high)]!);
  }
  kept.push(points.at(-1)!);
  return kept;
}
