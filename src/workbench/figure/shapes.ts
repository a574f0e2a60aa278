/** The shapes of dots, so that series differ without color: by the plot's name, and as a path for the legend. */
export interface Shape {
  readonly symbol: 'circle' | 'square' | 'diamond' | 'triangle' | 'cross' | 'star';
  /** Its outline in a box of 26 by 10. */
  readonly path: string;
}

const SHAPES: readonly Shape[] = [
  { symbol: 'circle', path: 'M13 1a4 4 0 1 1 0 8a4 4 0 1 1 0-8z' },
  { symbol: 'square', path: 'M9.5 1.5h7v7h-7z' },
  { symbol: 'diamond', path: 'M13 0l3.5 5l-3.5 5l-3.5-5z' },
  { symbol: 'triangle', path: 'M13 .8l4.6 8h-9.2z' },
  { symbol: 'cross', path: 'M11.6.5h2.8v3.1h3.1v2.8h-3.1v3.1h-2.8v-3.1h-3.1v-2.8h3.1z' },
  { symbol: 'star', path: 'M13 0l1.2 3.6h3.8l-3.1 2.3l1.2 3.7l-3.1-2.3l-3.1 2.3l1.2-3.7l-3.1-2.3h3.8z' },
];

/** @param index the place of the series; after the last shape they begin again, as the colors do */
export const seriesShape = (index: number): Shape => SHAPES[index % SHAPES.length]!;
