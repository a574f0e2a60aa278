/** Series that lie upon each other are drawn once, under all their names: of several lines one would hide the others. */
import type { PlotSpec } from '../../sandbox/plot.ts';
import type { Point } from '../../sandbox/plot-points.ts';

/** @returns the names in their order, those of series with the same points together */
export function coinciding(
  points: readonly Point[],
  series: readonly string[],
  mark: PlotSpec['mark'],
): readonly (readonly [string, ...string[]])[] {
  const groups = new Map<string, [string, ...string[]]>();
  for (const name of series) {
    const own = points.filter((point) => point.series === name).map(({ x, y }) => [x, y]);
    // Bars stand beside each other; of what has no points nobody can say that it is the same.
    const key = mark === 'bar' || own.length === 0 ? name : JSON.stringify(own);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return [...groups.values()];
}
