/** What is drawn of a file that no manifest describes: its second field over its first, its third tells the series. */
import type { PlotSpec } from '../../sandbox/plot.ts';
import type { Drawing } from '../stores/plots.ts';

export function guessSpec(name: string, { path, format, text }: Drawing): PlotSpec {
  const first = text.slice(0, 10_000).split(/\r?\n/, 1)[0]!;
  const [x = 'x', y = 'y', series] = format === 'csv' ? first.split(',') : keysOf(first);
  return {
    title: path,
    alt: `“${y}” over “${x}”, as a program wrote it into ${path}. The manifest says no more of the plot “${name}”.`,
    x: { field: x, label: x },
    y: { field: y, label: y },
    ...(series !== undefined && { series }),
    mark: 'line',
  };
}

function keysOf(line: string): readonly string[] {
  try {
    return Object.keys(JSON.parse(line) as object);
  } catch {
    return [];
  }
}
