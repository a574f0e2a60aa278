/** Draws points as SVG, in the page when it runs and in Node when it is built. Its colors are custom properties. */
import { barY, dot, lineY, plot, ruleY, type Markish } from '@observablehq/plot';
import { axisLabel, type PlotSpec } from '../../sandbox/plot.ts';
import type { Point } from '../../sandbox/plot-points.ts';

/** After so many series the colors begin again; the dashes do then, too. */
const COLORS = 6;
/** So that series differ without color. */
const DASHES = ['none', '7 3', '2 3', '10 3 2 3', '4 2', '1 4'];
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
  const svg = plot({
    document,
    width,
    height: Math.round(Math.max(220, Math.min(320, width * 0.55))),
    marginLeft: 46,
    marginRight: 14,
    marginTop: 26,
    marginBottom: 42,
    ...(several
      ? { fx: { label: axisLabel(spec.x), padding: 0.15 }, x: { axis: null, domain: [...series], padding: 0.05 } }
      : { x: { label: axisLabel(spec.x), ...(bars ? { type: 'band' as const } : { ticks: narrow ? 5 : 8 }) } }),
    y: { label: axisLabel(spec.y), grid: true, zero: bars, nice: true, ticks: 6 },
    marks: [
      ...(bars ? [ruleY([0])] : []),
      ...marksOf(spec, recorded, series, true),
      ...marksOf(spec, points, series, false),
    ],
  }) as SVGSVGElement;
  return tidy(svg);
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
        return dot(own, { ...common, x: 'x', fill: color, r: 3 });
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
