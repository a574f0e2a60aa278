/** A figure: its picture, its numbers, and the points that it leaves out. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseHTML } from 'linkedom';
import { readPoints, type Point } from '../../src/sandbox/plot-points.ts';
import type { PlotSpec } from '../../src/sandbox/plot.ts';
import { figureBody } from '../../src/workbench/figure/figure-body.ts';
import { guessSpec } from '../../src/workbench/figure/guess-spec.ts';
import { numbersOf } from '../../src/workbench/figure/numbers.ts';
import { thin } from '../../src/workbench/figure/thin.ts';
import { PlotsStore } from '../../src/workbench/stores/plots.ts';

const SPEC: PlotSpec = {
  title: 'Admitted',
  alt: 'Two lines rise.',
  x: { field: 'time', label: 'time', unit: 's' },
  y: { field: 'admitted', label: 'requests' },
  series: 'limiter',
  mark: 'step',
};
const POINTS: readonly Point[] = [
  { x: 0, y: 0, series: 'fixed' },
  { x: 60, y: 20, series: 'fixed' },
  { x: 0, y: 0, series: 'log' },
  { x: 60, y: 10, series: 'log' },
];

function figure(
  spec: PlotSpec,
  points: readonly Point[],
  recorded?: readonly Point[],
  widths: readonly number[] = [600],
) {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const file = { href: 'data:text/csv,x', name: 'admitted.csv' };
  return figureBody(document, { id: 'f', spec, points, recorded, file, widths, from: 'From here.' });
}

describe('the picture', () => {
  test('has whole numbers beside whole heights, and fractions beside fractions', () => {
    const bars: PlotSpec = { ...SPEC, mark: 'bar' };
    const numbers = (heights: readonly number[]) => {
      const points = heights.map((y, x) => ({ x: `case ${x}`, y, series: 'one' }));
      const text = figure(bars, points).querySelector('.figure-drawing [text-anchor="end"]')!;
      return [...text.querySelectorAll('text')].map((tick) => tick.textContent);
    };
    assert.deepEqual(numbers([0, 1, 2]), ['0', '1', '2']);
    assert.deepEqual(numbers([1]), ['0', '1']);
    assert.deepEqual(numbers([0.5, 1, 2]), ['0.0', '0.5', '1.0', '1.5', '2.0']);
  });

  test('is one image with a name and a description, once for each width', () => {
    const body = figure(SPEC, POINTS, undefined, [600, 340]);
    const pictures = [...body.querySelectorAll('.figure-drawing svg')];
    assert.deepEqual(
      pictures.map((svg) => svg.getAttribute('viewBox')?.split(' ')[2]),
      ['600', '340'],
    );
    for (const svg of pictures) {
      assert.equal(svg.getAttribute('role'), 'img');
      const named = (attribute: string) => svg.querySelector(`#${svg.getAttribute(attribute)!}`)?.textContent;
      assert.equal(named('aria-labelledby'), 'Admitted');
      assert.equal(named('aria-describedby'), 'Two lines rise.');
      // Colors, fonts and sizes are the style sheet's; no part of the picture has a label of its own.
      assert.equal(svg.querySelector('style, [aria-label], [aria-hidden]'), null);
      assert.deepEqual(
        [...svg.querySelectorAll('[stroke^="var(--series"]')].map((line) => line.getAttribute('stroke')),
        ['var(--series-1)', 'var(--series-2)'],
      );
      assert.match(svg.textContent, /time, s →.*|↑ requests/);
    }
    const ids = [...body.querySelectorAll('[id]')].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('has each value at its place: a step stays until the next point', () => {
    const svg = figure(SPEC, POINTS).querySelector('.figure-drawing svg')!;
    const [fixed, log] = [...svg.querySelectorAll('[stroke^="var(--series"] path')].map((path) =>
      [...path.getAttribute('d')!.matchAll(/-?[\d.]+/g)].map(([digits]) => Number(digits)),
    );
    // M x0,y0 L x1,y0 L x1,y1: the baseline is the same, half the height is the other's value.
    const [x0, y0, x1, y0Again, x1Again, y1] = fixed!;
    assert.deepEqual([y0Again, x1Again], [y0, x1]);
    assert.ok(x0! < x1!);
    assert.equal(log![1], y0);
    assert.ok(Math.abs((y0! - log![5]!) * 2 - (y0! - y1!)) < 0.01);
  });

  test('of bars begins at zero', () => {
    const { series: _, ...alone } = SPEC;
    const points = [
      { x: 'none', y: 50, series: '' },
      { x: 'all', y: 100, series: '' },
    ];
    const svg = figure({ ...alone, mark: 'bar' }, points).querySelector('.figure-drawing svg')!;
    const [none, all] = [...svg.querySelectorAll('[fill="var(--series-1)"] rect')].map((bar) =>
      Number(bar.getAttribute('height')),
    );
    assert.ok(Math.abs(none! * 2 - all!) < 0.01);
  });

  test('of bars has their names in the order in which they were written, alone and in groups', () => {
    const names = ['queued', 'charged', 'done', 'all'];
    for (const series of [[''], ['one', 'two']]) {
      const points = names.flatMap((x) => series.map((name) => ({ x, y: 1, series: name })));
      const svg = figure({ ...SPEC, mark: 'bar' }, points).querySelector('.figure-drawing svg')!;
      const texts = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
      assert.deepEqual(
        texts.filter((text) => names.includes(text)),
        names,
      );
    }
  });

  test('of bars has names at a slant only where they would run into each other', () => {
    const { series: _, ...alone } = SPEC;
    const slanted = (names: readonly string[], width: number) => {
      const points = names.map((x) => ({ x, y: 1, series: '' }));
      const svg = figure({ ...alone, mark: 'bar' }, points, undefined, [width]).querySelector('.figure-drawing svg')!;
      return [...svg.querySelectorAll('text')].some((text) => text.getAttribute('transform')?.includes('rotate(-'));
    };
    const steps = ['filled', 'half deleted', 'all deleted', 'dropped', 'VACUUM'];
    assert.deepEqual([slanted(steps, 340), slanted(steps, 700), slanted(['0NF', '1NF'], 340)], [true, false, false]);
  });

  test('of dots has a shape for each series, in the legend as well', () => {
    const body = figure({ ...SPEC, mark: 'dot' }, POINTS);
    const shapes = (selector: string) =>
      [...body.querySelectorAll(selector)].map((path) => path.getAttribute('d')!.replace(/[\d.,-]+/g, ' '));
    const [fixed, , log] = shapes('.figure-drawing [fill^="var(--series"] path');
    assert.notEqual(fixed, log);
    assert.equal(new Set(shapes('.figure-legend path')).size, 2);
  });

  test('has no number between few whole ones', () => {
    const points = [1, 2, 4].map((x) => ({ x, y: x * 100, series: 'fixed' }));
    const text = figure({ ...SPEC, mark: 'dot' }, points).querySelector('.figure-drawing svg')!.textContent;
    assert.match(text, /124time/);
  });

  test('has round numbers where the whole ones would run into each other', () => {
    const points = [1000, 2000, 5000, 50_000].map((x) => ({ x, y: x, series: 'fixed' }));
    const text = figure({ ...SPEC, mark: 'dot' }, points).querySelector('.figure-drawing svg')!.textContent;
    assert.doesNotMatch(text, /1,0002,000/);
    assert.match(text, /10,000.*20,000.*time/);
  });

  test('has room for long numbers on both axes', () => {
    const left = (top: number) => {
      const points = POINTS.map(({ x, y, series }) => ({ x: Number(x) * top, y: y * top, series }));
      const svg = figure(SPEC, points).querySelector('.figure-drawing svg')!;
      const path = svg.querySelector('[stroke^="var(--series"] path')!.getAttribute('d')!;
      const numbers = [...path.matchAll(/-?[\d.]+/g)].map(([digits]) => Number(digits));
      return { from: numbers[0]!, to: numbers.at(-2)! };
    };
    // “200” takes three characters, “2,000,000” nine.
    assert.ok(left(100_000).from >= left(10).from + 20);
    assert.ok(left(100_000).to <= left(10).to - 10);
  });

  test('has the recorded run faintly behind, in the same colors and on the same scale', () => {
    const higher = POINTS.map((point) => ({ ...point, y: point.y * 3 }));
    const svg = figure(SPEC, POINTS, higher).querySelector('.figure-drawing svg')!;
    const colors = [...svg.querySelectorAll('.figure-faint')].map((group) => group.getAttribute('stroke'));
    assert.deepEqual(colors, ['var(--series-1)', 'var(--series-2)']);
    // The fixed line comes first: lines that are drawn later lie above it.
    const groups = [...svg.querySelectorAll('[stroke^="var(--series"]')].map(
      (group) => group.getAttribute('class') ?? '',
    );
    assert.deepEqual(groups, ['figure-faint', 'figure-faint', '', '']);
    assert.match(svg.textContent, /60/);
    assert.match(figure(SPEC, POINTS, higher).querySelector('.figure-legend')!.textContent, /faint: the recorded run/);
  });
});

test('series that lie upon each other are drawn once, under all their names', () => {
  const same = POINTS.filter(({ series }) => series === 'fixed').map((point) => ({ ...point, series: 'token' }));
  const body = figure(SPEC, [...POINTS, ...same]);
  assert.deepEqual(
    [...body.querySelectorAll('.figure-series')].map(({ textContent }) => textContent),
    ['fixed, token', 'log'],
  );
  assert.equal(body.querySelectorAll('.figure-drawing [stroke^="var(--series"] path').length, 2);
  assert.deepEqual([...body.querySelectorAll('thead th')].map(({ textContent }) => textContent).slice(1), [
    'fixed',
    'log',
    'token',
  ]);
});

describe('the numbers', () => {
  test('stand in a table with a column for each series, and in a file', () => {
    const body = figure(SPEC, POINTS);
    const rows = [...body.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent));
    assert.deepEqual(rows, [
      ['time, s', 'fixed', 'log'],
      ['0', '0', '0'],
      ['60', '20', '10'],
    ]);
    assert.equal(body.querySelector('a[download="admitted.csv"]')?.getAttribute('href'), 'data:text/csv,x');
    assert.equal(body.querySelector('.figure-note')?.textContent, 'From here.');
  });

  test('have a row for each point where series do not share their places', () => {
    const points = [0, 1, 2, 3, 4, 5].map((x) => ({ x, y: x * x, series: `s${x}` }));
    const { head, rows } = numbersOf(
      SPEC,
      points,
      points.map(({ series }) => series),
    );
    assert.deepEqual(head, ['time, s', 'limiter', 'requests']);
    assert.deepEqual(rows[3], ['3', 's3', '9']);
    const twice = [...POINTS, { x: 60, y: 21, series: 'fixed' }];
    assert.equal(numbersOf(SPEC, twice, ['fixed', 'log']).rows.length, 5);
  });
});

test('of 100,000 points those are drawn that can be seen, no peak is lost, and the rest is told in numbers', () => {
  const text = ['time,admitted,limiter'];
  for (let x = 0; x < 100_000; x += 1) text.push(`${x},${x === 77_777 ? 1000 : x % 7},a`);
  const read = readPoints(text.join('\n'), 'csv', SPEC);
  assert.ok(read.ok);
  const { points, total } = thin(read.points, 'step');
  assert.equal(total, 100_000);
  assert.ok(points.length <= 1000);
  assert.deepEqual([points[0]!.x, points.at(-1)!.x], [0, 99_999]);
  assert.ok(points.some(({ x, y }) => x === 77_777 && y === 1000));
  assert.deepEqual(
    points,
    [...points].sort((a, b) => Number(a.x) - Number(b.x)),
  );
  const body = figure(SPEC, read.points);
  const notes = [...body.querySelectorAll('.figure-note')].map((note) => note.textContent);
  assert.deepEqual(notes, [
    `Drawn are ${points.length.toLocaleString('en-US')} of 100,000 points: of each stretch the lowest and the highest.`,
    'From here.',
    'The table has the first 200 of 100,000 rows; the file has all.',
  ]);
  assert.equal(body.querySelectorAll('tbody tr').length, 200);
});

test('many bars are cut off after the sixtieth, and that is told', () => {
  const points = Array.from({ length: 100 }, (_, index) => ({ x: `c${index}`, y: 1, series: '' }));
  const { series: _, ...alone } = SPEC;
  const body = figure({ ...alone, mark: 'bar' }, points);
  assert.equal(body.querySelectorAll('.figure-drawing [fill="var(--series-1)"] rect').length, 60);
  assert.equal(body.querySelector('.figure-note')?.textContent, 'Drawn are the first 60 of 100 bars.');
});

test('the store knows the plots that were drawn since the last start', () => {
  const store = new PlotsStore({ admitted: SPEC });
  assert.deepEqual([store.any, store.described, store.spec('admitted'), store.spec('x')], [false, true, SPEC, null]);
  assert.equal(store.written('plots/admitted.csv', 'a'), true);
  assert.equal(store.written('plots/x.jsonl', '{"n":1,"m":2}'), true);
  assert.equal(store.written('data.csv', 'a'), false);
  assert.equal(store.written('plots/y.csv', new Uint8Array([255])), false);
  store.written('plots/admitted.csv', 'b');
  assert.deepEqual(store.names, ['admitted', 'x']);
  assert.deepEqual(store.drawing('admitted'), { path: 'plots/admitted.csv', format: 'csv', text: 'b' });
  const guessed = guessSpec('x', store.drawing('x')!);
  assert.deepEqual([guessed.x.field, guessed.y.field, guessed.series, guessed.mark], ['n', 'm', undefined, 'line']);
  for (let index = 0; index < 50; index += 1) store.written(`plots/p${index}.csv`, '');
  assert.equal(store.names.length, 20);
  store.clear();
  assert.equal(store.any, false);
});
