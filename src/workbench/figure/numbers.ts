/** The points of a picture as a table: a column for each series where they share their places, else a row for each point. */
import type { PlotSpec } from '../../sandbox/plot.ts';
import { axisLabel } from '../../sandbox/plot.ts';
import type { Point } from '../../sandbox/plot-points.ts';
import { placesOf } from './places.ts';

/** How many rows a table in the page has. */
export const ROWS = 200;

export interface Numbers {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows there are in all. */
  readonly total: number;
}

export function numbersOf(spec: PlotSpec, points: readonly Point[], series: readonly string[]): Numbers {
  const x = axisLabel(spec.x);
  if (series.length > 1) {
    const table = pivot(points, series);
    if (table !== null) return { head: [x, ...series], rows: table.slice(0, ROWS), total: table.length };
  }
  const head = series.length > 1 ? [x, spec.series ?? 'series', axisLabel(spec.y)] : [x, axisLabel(spec.y)];
  const rows = points
    .slice(0, ROWS)
    .map((point) => [String(point.x), ...(series.length > 1 ? [point.series] : []), String(point.y)]);
  return { head, rows, total: points.length };
}

/** @returns `null` when most cells would be empty, or two points have the same place */
function pivot(points: readonly Point[], series: readonly string[]): string[][] | null {
  const byPlace = new Map<Point['x'], Map<string, number>>();
  for (const { x, y, series: name } of points) {
    const row = byPlace.get(x) ?? new Map<string, number>();
    if (row.has(name)) return null;
    byPlace.set(x, row.set(name, y));
  }
  if (byPlace.size * series.length > points.length * 2) return null;
  return placesOf(points).map((x) => [String(x), ...series.map((name) => String(byPlace.get(x)!.get(name) ?? ''))]);
}
