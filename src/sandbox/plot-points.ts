/** Reads the points of a plot from the file that a program wrote; an error has its line. */
import type { PlotFormat, PlotSpec } from './plot.ts';

export interface Point {
  /** A number, or for bars the text of a category. */
  readonly x: number | string;
  readonly y: number;
  /** The name of the series; empty when there is only one. */
  readonly series: string;
}

export type PointsResult =
  | { readonly ok: true; readonly points: readonly Point[] }
  /** @property line counted from 1 @property message what is wrong and what would be right */
  | { readonly ok: false; readonly line: number; readonly message: string };

/** How many lines are read in one step. */
const STEP = 5000;

class Wrong extends Error {}

type Fields = (name: string) => unknown;

/** @returns all points, or the first thing that is wrong */
export function readPoints(text: string, format: PlotFormat, spec: PlotSpec): PointsResult {
  const steps = readInSteps(text, format, spec);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Reads the points in steps, each short enough not to be noticed. */
export function* readInSteps(text: string, format: PlotFormat, spec: PlotSpec): Generator<undefined, PointsResult> {
  const points: Point[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  let line = 0;
  try {
    let header: readonly string[] | null = null;
    for (const whole of lines) {
      line += 1;
      if (line % STEP === 0) yield undefined;
      const row = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
      if (row === '') continue;
      if (format === 'jsonl') points.push(pointOf(fieldsOfJson(row), spec));
      else if (header === null) header = headerOf(row, spec);
      else points.push(pointOf(fieldsOfCsv(row, header), spec));
    }
    if (points.length > 0) return { ok: true, points };
    line = 1;
    const first =
      format === 'csv'
        ? `${fieldsOf(spec).join()} in the first line, and a point in each one below`
        : 'a point in each line';
    throw new Wrong(`there is no point in the file; write ${first}`);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { ok: false, line, message: error.message };
  }
}

const fieldsOf = ({ x, y, series }: PlotSpec): readonly string[] => [
  x.field,
  y.field,
  ...(series === undefined ? [] : [series]),
];

function headerOf(row: string, spec: PlotSpec): readonly string[] {
  const header = cellsOf(row);
  for (const field of fieldsOf(spec))
    if (!header.includes(field))
      throw new Wrong(`the first line names ${header.join(', ')}, and not “${field}”; write ${fieldsOf(spec).join()}`);
  return header;
}

function fieldsOfCsv(row: string, header: readonly string[]): Fields {
  const cells = cellsOf(row);
  if (cells.length !== header.length)
    throw new Wrong(
      `here ${cells.length === 1 ? 'is 1 value' : `are ${cells.length} values`}, and the first line names ${header.length}: ${header.join()}`,
    );
  return (name) => cells[header.indexOf(name)];
}

/** The cells of a row by RFC 4180, except for line breaks inside quotes. */
function cellsOf(row: string): readonly string[] {
  if (!row.includes('"')) return row.split(',');
  const cells: string[] = [];
  let rest = row;
  for (;;) {
    const match = /^(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/.exec(rest);
    if (match === null)
      throw new Wrong('a quote is not closed on its line, or stands inside a value; write "a ""quoted"" word"');
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === '') return cells;
    rest = rest.slice(match[0].length);
  }
}

function fieldsOfJson(row: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(row);
  } catch {
    value = null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Wrong('this is no JSON object; write one in each line, such as {"time":1,"admitted":2}');
  const object = value as Readonly<Record<string, unknown>>;
  return (name) => object[name];
}

function pointOf(fields: Fields, { x, y, series, mark }: PlotSpec): Point {
  return {
    x: mark === 'bar' ? textOf(fields(x.field), x.field) : numberOf(fields(x.field), x.field),
    y: numberOf(fields(y.field), y.field),
    series: series === undefined ? '' : textOf(fields(series), series),
  };
}

function numberOf(value: unknown, field: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new Wrong(`“${field}” is ${shown(value)}; write a number, such as 12.5`);
}

function textOf(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw new Wrong(`“${field}” is ${shown(value)}; write a text or a number`);
}

const shown = (value: unknown): string =>
  value === undefined ? 'not there' : value === '' ? 'empty' : JSON.stringify(value);
