/** What stands in a figure: title, legend, picture, and the same numbers folded. Made alike in the page and when it is built. */
import type { PlotSpec } from '../../sandbox/plot.ts';
import type { Point } from '../../sandbox/plot-points.ts';
import { formatCount } from '../format/units.ts';
import { coinciding } from './coinciding.ts';
import { drawPlot, seriesColor, seriesDash } from './draw.ts';
import { numbersOf } from './numbers.ts';
import { seriesShape } from './shapes.ts';
import { thin } from './thin.ts';

export interface FigureInput {
  /** Unique in the page. */
  readonly id: string;
  readonly spec: PlotSpec;
  readonly points: readonly Point[];
  /** Drawn faintly behind the points. */
  readonly recorded?: readonly Point[] | undefined;
  /** Where the numbers can be had as a file, and its name. */
  readonly file: { readonly href: string; readonly name: string };
  /** Pixels. Of several, the style sheet shows the one that fits. */
  readonly widths: readonly number[];
  /** Whose run it is, in a sentence. */
  readonly from: string;
}

/** @returns an element with the class `figure-body` */
export function figureBody(document: Document, input: FigureInput): HTMLElement {
  const { id, spec, points, recorded = [], widths } = input;
  const make = maker(document);
  const series = [...new Set([...recorded, ...points].map((point) => point.series))];
  const drawn = thin(points, spec.mark);
  const behind = thin(recorded, spec.mark);
  const groups = coinciding(drawn.points, series, spec.mark);
  const visible = drawn.points.filter((point) => groups.some(([first]) => first === point.series));
  const drawing = make('div', 'figure-drawing');
  widths.forEach((width, index) => {
    const svg = drawPlot(document, spec, visible, { width, series, recorded: behind.points });
    const [title, desc] = (['title', 'desc'] as const).map((name) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name);
      element.setAttribute('id', `${id}-${name}${index === 0 ? '' : `-${index}`}`);
      element.textContent = name === 'title' ? spec.title : spec.alt;
      return element;
    });
    svg.prepend(title!, desc!);
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-labelledby', title!.id);
    svg.setAttribute('aria-describedby', desc!.id);
    if (widths.length > 1) svg.setAttribute('class', index === 0 ? 'figure-wide' : 'figure-narrow');
    drawing.append(svg);
  });
  const body = make('div', 'figure-body');
  body.append(make('p', 'figure-title', spec.title));
  if (series.length > 1 || recorded.length > 0)
    body.append(legend(document, spec, series, groups, recorded.length > 0));
  body.append(drawing);
  if (drawn.points.length < drawn.total)
    body.append(
      make(
        'p',
        'figure-note',
        spec.mark === 'bar'
          ? `Drawn are the first ${formatCount(drawn.points.length)} of ${formatCount(drawn.total)} bars.`
          : `Drawn are ${formatCount(drawn.points.length)} of ${formatCount(drawn.total)} points: of each stretch the lowest and the highest.`,
      ),
    );
  body.append(make('p', 'figure-note', input.from), numbers(document, input, series));
  return body;
}

function legend(
  document: Document,
  spec: PlotSpec,
  series: readonly string[],
  groups: ReturnType<typeof coinciding>,
  recorded: boolean,
): HTMLElement {
  const make = maker(document);
  const list = make('ul', 'figure-legend');
  const swatch = (index: number, faint: boolean) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 26 10');
    svg.setAttribute('aria-hidden', 'true');
    const dots = spec.mark === 'dot';
    const line = document.createElementNS('http://www.w3.org/2000/svg', dots ? 'path' : 'line');
    const solid = spec.mark === 'bar';
    const look = dots
      ? { d: seriesShape(index).path, fill: seriesColor(index) }
      : {
          x1: 0,
          x2: 26,
          y1: 5,
          y2: 5,
          stroke: seriesColor(index),
          'stroke-width': solid ? 8 : 2.5,
          'stroke-dasharray': solid ? 'none' : seriesDash(index),
        };
    for (const [name, value] of Object.entries(look)) line.setAttribute(name, String(value));
    if (faint) line.setAttribute('class', 'figure-faint');
    svg.append(line);
    return svg;
  };
  if (series.length > 1)
    for (const names of groups) {
      const item = make('li', 'figure-series');
      item.append(swatch(series.indexOf(names[0]), false), make('span', '', names.join(', ')));
      list.append(item);
    }
  if (recorded) {
    const item = make('li', 'figure-series');
    item.append(swatch(0, true), make('span', '', 'faint: the recorded run'));
    list.append(item);
  }
  return list;
}

function numbers(document: Document, { spec, points, file }: FigureInput, series: readonly string[]): HTMLElement {
  const make = maker(document);
  const { head, rows, total } = numbersOf(spec, points, series);
  const details = make('details', 'figure-numbers');
  const table = make('table', '');
  const body = make('tbody', '');
  const row = (cells: readonly string[], ofHead: boolean) => {
    const line = make('tr', '');
    cells.forEach((cell, index) => {
      const element = make(ofHead || index === 0 ? 'th' : 'td', '', cell);
      if (ofHead || index === 0) element.setAttribute('scope', ofHead ? 'col' : 'row');
      line.append(element);
    });
    return line;
  };
  const top = make('thead', '');
  top.append(row(head, true));
  body.append(...rows.map((cells) => row(cells, false)));
  table.append(top, body);
  const scroll = make('div', 'table figure-table');
  // It scrolls when it is wide or long.
  for (const [name, value] of [
    ['tabindex', '0'],
    ['role', 'group'],
    ['aria-label', `Numbers: ${spec.title}`],
  ] as const)
    scroll.setAttribute(name, value);
  scroll.append(table);
  details.append(make('summary', '', 'Numbers'), scroll);
  if (rows.length < total)
    details.append(
      make(
        'p',
        'figure-note',
        `The table has the first ${formatCount(rows.length)} of ${formatCount(total)} rows; the file has all.`,
      ),
    );
  const download = make('a', '', file.name);
  download.setAttribute('href', file.href);
  download.setAttribute('download', file.name);
  const line = make('p', 'figure-file');
  line.append(download);
  details.append(line);
  return details;
}

const maker =
  (document: Document) =>
  (name: string, className: string, text?: string): HTMLElement => {
    const element = document.createElement(name);
    if (className !== '') element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
