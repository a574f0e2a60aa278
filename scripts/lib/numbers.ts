/** The table of docs/numbers.md, which `npm run bench` writes between two marks; people write the text around it. */
import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- bench: begin; written by npm run bench, not by hand -->';
const END = '<!-- bench: end -->';

export interface NumberRow {
  readonly what: string;
  readonly measured: string;
  /** What design section 6 asks for; empty when it says nothing. */
  readonly target: string;
  /** Whether the target is reached; `null` without a target. */
  readonly reached: boolean | null;
}

/**
 * A measured number beside its target.
 *
 * @param value what is compared with the target; smaller is better
 * @param most the target; left out, there is none
 * @param atLeast that larger is better
 */
export function numberRow(
  what: string,
  measured: string,
  value: number,
  most?: number,
  { unit = '', atLeast = false }: { readonly unit?: string; readonly atLeast?: boolean } = {},
): NumberRow {
  if (most === undefined) return { what, measured, target: '', reached: null };
  return {
    what,
    measured,
    target: `${atLeast ? '≥' : '≤'} ${most}${unit === '' ? '' : ` ${unit}`}`,
    reached: atLeast ? value >= most : value <= most,
  };
}

/** @returns the rows as text for a terminal, in columns */
export function asText(rows: readonly NumberRow[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const measured = Math.max(...rows.map((row) => row.measured.length));
  return rows
    .map((row) => `${row.what.padEnd(width)}  ${row.measured.padEnd(measured)}  ${row.target}${mark(row)}`.trimEnd())
    .join('\n');
}

/**
 * Puts the rows into the document.
 *
 * @param file the document's path
 * @param conditions one sentence: machine, browser, day
 * @throws Error when the marks are not there, so that no text of a person is lost
 */
export function writeNumbers(file: string, rows: readonly NumberRow[], conditions: string): void {
  const text = readFileSync(file, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) {
    throw new Error(`${file} lacks the lines “${BEGIN}” and “${END}”, between which the table is written.`);
  }
  const table = [
    conditions,
    '',
    '| what | measured | target |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.what} | ${row.measured} | ${row.target}${mark(row)} |`),
  ].join('\n');
  writeFileSync(file, `${text.slice(0, begin)}${BEGIN}\n\n${table}\n\n${text.slice(end)}`);
}

const mark = ({ reached }: NumberRow): string => (reached === false ? ', not reached' : '');
