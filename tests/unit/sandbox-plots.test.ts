/** Plots: their description in a manifest, the files that a program wrote, and faults of either. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { recordedPlots } from '../../scripts/record/record-sandbox.ts';
import type { Manifest } from '../../src/sandbox/manifest.ts';
import { parseManifest } from '../../src/sandbox/manifest.ts';
import { readPoints } from '../../src/sandbox/plot-points.ts';
import { plotOf, type PlotSpec } from '../../src/sandbox/plot.ts';

const SPEC: PlotSpec = {
  title: 'Admitted',
  alt: 'It rises.',
  x: { field: 'time', label: 'time', unit: 's' },
  y: { field: 'admitted', label: 'requests' },
  series: 'limiter',
  mark: 'step',
};
const { series: _series, ...ALONE } = SPEC;

describe('what a program wrote', () => {
  test('is read as points: CSV with quotes, any order of fields, either line end', () => {
    assert.deepEqual(readPoints('limiter,time,note,admitted\r\n"a, ""b""",1,x,10\r\nc,2.5,,-1e3\r\n', 'csv', SPEC), {
      ok: true,
      points: [
        { x: 1, y: 10, series: 'a, "b"' },
        { x: 2.5, y: -1000, series: 'c' },
      ],
    });
  });

  test('is read as JSON lines, too', () => {
    assert.deepEqual(
      readPoints('{"time":1,"admitted":2,"limiter":7}\n\n{"admitted":3,"limiter":"b","time":"2"}', 'jsonl', SPEC),
      {
        ok: true,
        points: [
          { x: 1, y: 2, series: '7' },
          { x: 2, y: 3, series: 'b' },
        ],
      },
    );
  });

  test('of bars has categories', () => {
    const { points } = readPoints('time,admitted\nGET /,1\n2,3\n', 'csv', { ...ALONE, mark: 'bar' }) as {
      points: unknown;
    };
    assert.deepEqual(points, [
      { x: 'GET /', y: 1, series: '' },
      { x: '2', y: 3, series: '' },
    ]);
  });

  test('is refused with its line and what would be right', () => {
    const cases: readonly (readonly [string, 'csv' | 'jsonl', number, RegExp])[] = [
      ['', 'csv', 1, /^there is no point in the file; write time,admitted,limiter in the first line/],
      ['time,admitted,limiter\n', 'csv', 1, /^there is no point in the file/],
      ['', 'jsonl', 1, /^there is no point in the file; write a point in each line/],
      [
        'time,count\n1,2\n',
        'csv',
        1,
        /^the first line names time, count, and not “admitted”; write time,admitted,limiter/,
      ],
      [
        'time,admitted,limiter\n1,2,a\n3,4\n',
        'csv',
        3,
        /^here are 2 values, and the first line names 3: time,admitted,limiter/,
      ],
      ['time,admitted,limiter\n1\n', 'csv', 2, /^here is 1 value, /],
      ['time,admitted,limiter\n1,many,a\n', 'csv', 2, /^“admitted” is "many"; write a number, such as 12\.5/],
      ['time,admitted,limiter\n\n,1,a\n', 'csv', 3, /^“time” is empty; write a number/],
      ['time,admitted,limiter\n1,Infinity,a\n', 'csv', 2, /^“admitted” is "Infinity"; write a number/],
      ['time,admitted,limiter\n1,2,"a\n', 'csv', 2, /^a quote is not closed on its line/],
      ['time,admitted,limiter\n1,2,a"b"\n', 'csv', 2, /^a quote is not closed on its line, or stands inside a value/],
      ['{"time":1,"admitted":2,"limiter":"a"}\n[1]\n', 'jsonl', 2, /^this is no JSON object; write one in each line/],
      ['{"time":1,"admitted":2,', 'jsonl', 1, /^this is no JSON object/],
      ['{"time":1,"limiter":"a"}', 'jsonl', 1, /^“admitted” is not there; write a number/],
      ['{"time":1,"admitted":null,"limiter":"a"}', 'jsonl', 1, /^“admitted” is null; write a number/],
      ['{"time":1,"admitted":1,"limiter":true}', 'jsonl', 1, /^“limiter” is true; write a text or a number/],
    ];
    for (const [text, format, line, message] of cases) {
      const result = readPoints(text, format, SPEC);
      assert.ok(!result.ok, text);
      assert.equal(result.line, line, text);
      assert.match(result.message, message);
    }
  });
});

test('only files of plots/ with a plain name are plots', () => {
  assert.deepEqual(plotOf('plots/admitted.csv'), { name: 'admitted', format: 'csv' });
  assert.deepEqual(plotOf('plots/a-1.jsonl'), { name: 'a-1', format: 'jsonl' });
  for (const path of ['admitted.csv', 'plots/A.csv', 'plots/a.txt', 'plots/deep/a.csv', 'my-plots/a.csv', 'plots/.csv'])
    assert.equal(plotOf(path), null, path);
});

describe('the manifest', () => {
  const manifest = (plots: unknown) =>
    parseManifest(
      JSON.stringify({
        name: '@port3000/a-b',
        private: true,
        type: 'module',
        scripts: { start: 'node a.js' },
        sandbox: { title: 'T', summary: 'S.', files: ['a.js'], plots },
      }),
      'a/b',
      ['a.js'],
    );

  test('describes plots', () => {
    const result = manifest({ admitted: SPEC });
    assert.ok(result.ok);
    assert.deepEqual(result.manifest.plots, { admitted: SPEC });
    const none = manifest(undefined);
    assert.ok(none.ok && !('plots' in none.manifest));
  });

  test('says what is wrong with a plot, and what would be right', () => {
    const cases: readonly (readonly [unknown, string, RegExp])[] = [
      [
        [],
        'sandbox.plots',
        /^write plots by their names, such as \{ "admitted": \{ "title", "alt", "x", "y", "mark" \} \}/,
      ],
      [{ Admitted: SPEC }, 'sandbox.plots.Admitted', /^a plot is named in lower case, as its file is/],
      [{ a: 'line' }, 'sandbox.plots.a', /^write what is drawn: \{ "title", "alt", "x", "y", "mark" \}/],
      [{ a: { ...SPEC, mark: 'pie' } }, 'sandbox.plots.a.mark', /^the marks are line, step, bar, dot/],
      [{ a: { ...SPEC, alt: ' ' } }, 'sandbox.plots.a.alt', /^write a text here, such as "The fixed window/],
      [{ a: { ...SPEC, x: 'time' } }, 'sandbox.plots.a.x', /^write \{ "field": "time", "label": "time" \}, and "unit"/],
      [{ a: { ...SPEC, y: { label: 'n' } } }, 'sandbox.plots.a.y.field', /^write a text here, such as "admitted"/],
      [
        { a: { ...SPEC, color: 'red' } },
        'sandbox.plots.a',
        /^there is no field “color” here; the fields are title, alt, x, y, series, mark/,
      ],
      [
        { a: { ...SPEC, x: { ...SPEC.x, scale: 'log' } } },
        'sandbox.plots.a.x',
        /^there is no field “scale” here; the fields are field, label, unit/,
      ],
    ];
    for (const [plots, field, message] of cases) {
      const result = manifest(plots);
      assert.ok(!result.ok, JSON.stringify(plots));
      assert.deepEqual(
        result.problems.map((problem) => problem.field),
        [field],
      );
      assert.match(result.problems[0]!.message, message);
    }
  });
});

test('a recording keeps what is described, and refuses what cannot be drawn', () => {
  const sandbox = (plots?: Manifest['plots']) => ({ manifest: { ...(plots && { plots }) } as Manifest });
  const written = (files: Readonly<Record<string, string>>) => (path: string) => files[path] ?? null;
  const good = 'time,admitted,limiter\n1,2,a\n';
  assert.equal(recordedPlots(sandbox(), written({ 'plots/a.csv': good })), undefined);
  assert.deepEqual(recordedPlots(sandbox({ a: SPEC }), written({ 'plots/a.csv': good, 'plots/b.csv': good })), {
    'plots/a.csv': good,
  });
  assert.throws(
    () => recordedPlots(sandbox({ a: SPEC }), written({})),
    /describes the plot “a”, and its program wrote neither plots\/a\.csv nor plots\/a\.jsonl; write one/,
  );
  assert.throws(
    () => recordedPlots(sandbox({ a: SPEC }), written({ 'plots/a.csv': `${good}x,2,a\n` })),
    /wrote plots\/a\.csv, line 3: “time” is "x"; write a number/,
  );
  assert.throws(
    () => recordedPlots(sandbox({ a: SPEC }), written({ 'plots/a.csv': good + '1,2,a\n'.repeat(4000) })),
    /wrote 24028 characters into plots\/a\.csv; a page can carry 20000, so write fewer points/,
  );
});
