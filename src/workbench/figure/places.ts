import type { Point } from '../../sandbox/plot-points.ts';

/** @returns the places of points, each once: numbers by size, names in the order in which the program wrote them */
export function placesOf(points: readonly Pick<Point, 'x'>[]): Point['x'][] {
  const places = [...new Set(points.map(({ x }) => x))];
  return places.every((x) => typeof x === 'number') ? places.sort((a, b) => a - b) : places;
}
