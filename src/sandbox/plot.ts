/** A picture that a program draws by writing a file: `plots/<name>.csv` or `.jsonl`, described in the manifest. */

export const PLOT_MARKS = ['line', 'step', 'bar', 'dot'] as const;

export interface PlotAxis {
  /** The field of the file: its name in the first line of CSV, the key in JSON lines. */
  readonly field: string;
  readonly label: string;
  readonly unit?: string | undefined;
}

export interface PlotSpec {
  readonly title: string;
  /** A description of the picture, for readers who cannot see it. */
  readonly alt: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** The field that says to which of several series a point belongs. */
  readonly series?: string | undefined;
  readonly mark: (typeof PLOT_MARKS)[number];
}

export type PlotFormat = 'csv' | 'jsonl';

/** The folder in which programs write the files that are drawn. */
export const PLOT_FOLDER = 'plots/';

const PLOT_FILE = /^plots\/([a-z][a-z0-9-]*)\.(csv|jsonl)$/;

/** @returns name and format of a file that is drawn; `null` for every other file */
export function plotOf(path: string): { readonly name: string; readonly format: PlotFormat } | null {
  const match = PLOT_FILE.exec(path);
  return match === null ? null : { name: match[1]!, format: match[2] as PlotFormat };
}

/** The files that a program may write for a plot. */
export const plotFiles = (name: string): readonly string[] => [
  `${PLOT_FOLDER}${name}.csv`,
  `${PLOT_FOLDER}${name}.jsonl`,
];

/** The label of an axis with its unit: `time, s`. */
export const axisLabel = ({ label, unit }: PlotAxis): string => (unit === undefined ? label : `${label}, ${unit}`);
