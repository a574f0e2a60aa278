/** Draws points as SVG, in the page when it runs and in Node when it is built. Its colors are custom properties. */
import { barY, dot, lineY, plot, ruleY, type Markish } from '@observablehq/plot';
import { axisLabel, type PlotSpec } from '../../sandbox/plot.ts';
import type { Point } from '../../sandbox/plot-points.ts';
import { formatCount } from '../format/units.ts';
import { placesOf } from './places.ts';
import { seriesShape } from './shapes.ts';

/** After so many series the colors begin again; the dashes do then, too. */
const COLORS = 6;
/** So that series differ without color. */
const DASHES = ['none', '7 3', '2 3', '10 3 2 3', '4 2', '1 4'];
/** Pixels that a character of an axis takes at most, in the style sheet's font. */
const CHARACTER = 7;
/** Degrees. */
const SLANT = 35;
/** The fewest points whose dots are small. */
const MANY = 100;
/** The description of a mark that draws the recorded run, until it gets a class. */
const FAINT = 'faint';

export interface DrawOptions {
  /** Pixels. */
  readonly width: number;
  /** Names of the series in their order, which decides how each looks. */
  readonly series: readonly string[];
  /** The recorded run, drawn faintly behind the points. */
  readonly recorded?: readonly Point[] | undefined;
}

export const seriesColor = (index: number): string => `var(--series-${(index % COLORS) + 1})`;
export const seriesDash = (index: number): string => DASHES[index % DASHES.length]!;

/** @returns the picture; what it shows is said by whoever puts it into a page */
export function drawPlot(
  document: Document,
  spec: PlotSpec,
  points: readonly Point[],
  { width, series, recorded = [] }: DrawOptions,
): SVGSVGElement {
  const bars = spec.mark === 'bar';
  const narrow = width < 480;
  const several = bars && series.length > 1;
  const places = [...points, ...recorded];
  const ticks = narrow ? 5 : 8;
  const names = bars ? placesOf(places).map(String) : [];
  const marginLeft = Math.max(46, 14 + CHARACTER * longest(places.map(({ y }) => y)));
  // Names that do not fit beside one another stand at a slant.
  const widest = CHARACTER * Math.max(0, ...names.map(({ length }) => length));
  const slanted = names.length * (widest + CHARACTER) > width - marginLeft;
  const tickRotate = slanted ? -SLANT : 0;
  const below = slanted ? Math.round(widest * Math.sin((SLANT * Math.PI) / 180)) : 0;
  const svg = plot({
    document,
    width,
    height: Math.round(Math.max(220, Math.min(320, width * 0.55))) + below,
    marginLeft,
    // Half of the last number of the horizontal axis hangs over its end.
    marginRight: Math.max(14, bars ? 0 : 4 + (CHARACTER / 2) * longest(places.map(({ x }) => x))),
    marginTop: 26,
    marginBottom: 42 + below,
    // A dot at the edge stands beside the axis, not on it.
    inset: spec.mark === 'dot' ? 10 : 0,
    ...(several
      ? {
          fx: { label: axisLabel(spec.x), domain: placesOf(places), tickRotate, padding: 0.15 },
          x: { axis: null, domain: [...series], padding: 0.05 },
        }
      : {
          x: {
            label: axisLabel(spec.x),
            ...(bars
              ? { type: 'band' as const, domain: placesOf(places), tickRotate }
              : { ticks, ...wholeTicks(places, ticks, width - marginLeft) }),
          },
        }),
    y: { label: axisLabel(spec.y), grid: true, zero: bars, nice: true, ticks: wholeSteps(places, bars, 6) },
    marks: [
      ...(bars ? [ruleY([0])] : []),
      ...marksOf(spec, recorded, series, true),
      ...marksOf(spec, points, series, false),
    ],
  }) as SVGSVGElement;
  return tidy(svg);
}

/** @returns characters of the longest number as an axis writes it, which may end above the highest value */
function longest(values: readonly (string | number)[]): number {
  const highest = values.reduce<number>((most, value) => Math.max(most, Math.abs(Number(value)) || 0), 0);
  return highest < 1000 ? 4 : formatCount(Math.ceil(highest)).length;
}

/** @returns how many ticks the heights can have, if they are whole numbers: nobody is charged half a time */
function wholeSteps(points: readonly Point[], fromZero: boolean, most: number): number {
  const heights = points.map(({ y }) => Number(y));
  if (heights.length === 0 || !heights.every(Number.isInteger)) return most;
  const span = Math.max(...heights, fromZero ? 0 : -Infinity) - Math.min(...heights, fromZero ? 0 : Infinity);
  return Math.min(most, Math.max(1, span));
}

/**
 * @param room pixels that the axis is long
 * @returns the places themselves as ticks, if they are few whole numbers, none in its neighbor's way: there is no page 1.5
 */
function wholeTicks(points: readonly Point[], most: number, room: number) {
  const places = [...new Set(points.map(({ x }) => Number(x)))].sort((a, b) => a - b);
  if (places.length > most || !places.every(Number.isInteger)) return {};
  const [first = 0, last = first] = [places[0], places.at(-1)];
  const nearest = Math.min(...places.slice(1).map((place, i) => place - places[i]!));
  const apart = (nearest / (last - first)) * room;
  return apart < CHARACTER * longest(places) ? {} : { ticks: places, tickFormat: formatCount };
}

function marksOf(spec: PlotSpec, points: readonly Point[], series: readonly string[], faint: boolean): Markish[] {
  if (points.length === 0) return [];
  const common = { y: 'y', ...(faint && { ariaDescription: FAINT }) };
  return series.flatMap((name, index) => {
    const own = points.filter((point) => point.series === name);
    if (own.length === 0) return [];
    const color = seriesColor(index);
    switch (spec.mark) {
      case 'bar':
        // The recorded bar is an outline, which a bar of the same height does not hide.
        return barY(own, {
          ...common,
          ...(series.length > 1 ? { fx: 'x', x: 'series' } : { x: 'x' }),
          ...(faint ? { fill: 'none', stroke: color, inset: -2 } : { fill: color }),
        });
      case 'dot':
        return dot(own, {
          ...common,
          x: 'x',
          fill: color,
          r: points.length < MANY ? 5 : 3,
          symbol: seriesShape(index).symbol,
        });
      default:
        return lineY(own, {
          ...common,
          x: 'x',
          stroke: color,
          strokeWidth: 2,
          strokeDasharray: seriesDash(index),
          curve: spec.mark === 'step' ? 'step-after' : 'linear',
        });
    }
  });
}

/** The picture is one image with one description; its look is the style sheet's. */
function tidy(svg: SVGSVGElement): SVGSVGElement {
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const group of svg.querySelectorAll('[aria-description]')) {
    group.setAttribute('class', 'figure-faint');
    group.removeAttribute('aria-description');
  }
  for (const group of svg.querySelectorAll('[aria-label]')) group.removeAttribute('aria-label');
  for (const group of svg.querySelectorAll('[aria-hidden]')) group.removeAttribute('aria-hidden');
  for (const attribute of ['class', 'font-size', 'font-family', 'height', 'width']) svg.removeAttribute(attribute);
  return svg;
}
