/** The manifest's field `plots`, which describes each file by which a program draws. */
import { z } from 'zod';
import { PLOT_MARKS, type PlotSpec } from './plot.ts';

const text = (example: string) =>
  z
    .string({ error: `write a text here, such as "${example}"` })
    .trim()
    .min(1, `write a text here, such as "${example}"`);

const axis = (field: string, label: string) =>
  z.strictObject(
    { field: text(field), label: text(label), unit: text('ms').optional() },
    { error: `write { "field": "${field}", "label": "${label}" }, and "unit" when it has one` },
  );

const plot = z.strictObject(
  {
    title: text('Admitted in the last minute'),
    alt: text('The fixed window lets twice its promise through; the log never does.'),
    x: axis('time', 'time'),
    y: axis('admitted', 'admitted'),
    series: text('limiter').optional(),
    mark: z.enum(PLOT_MARKS, { error: `the marks are ${PLOT_MARKS.join(', ')}` }),
  },
  { error: 'write what is drawn: { "title", "alt", "x", "y", "mark" }' },
);

export const plotsSchema = z.record(
  z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'a plot is named in lower case, as its file is: "admitted" for plots/admitted.csv'),
  plot,
  {
    error: (issue) =>
      (issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined) ??
      'write plots by their names, such as { "admitted": { "title", "alt", "x", "y", "mark" } }',
  },
);

export type Plots = Readonly<Record<string, PlotSpec>>;

/** @param path the path of the object with an unknown field, from `plots` on @returns the fields that it may have */
export function plotFields(path: readonly PropertyKey[]): readonly string[] {
  return path.length >= 3 ? ['field', 'label', 'unit'] : Object.keys(plot.shape);
}
