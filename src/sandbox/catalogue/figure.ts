/** The component `<Figure>` as an author wrote it: which plot of which sandbox it shows. */
import { elementId } from '../element-id.ts';
import { flatName } from '../sandbox-id.ts';
import type { Sandbox } from './load-sandbox.ts';

/** `<Figure of="…" plot="…" caption="…" />` */
export interface FigureUse {
  readonly line: number;
  readonly of: string;
  readonly plot: string;
}

interface Problem {
  readonly line: number;
  readonly message: string;
}

/**
 * @param sandboxOf gives the sandbox of an id; `null` when there is no usable one, which others report
 * @returns the problems of a chapter's figures, of those whose sandboxes are there
 */
export function figureProblems(figures: readonly FigureUse[], sandboxOf: (id: string) => Sandbox | null): Problem[] {
  const problems: Problem[] = [];
  const shown = new Map<string, number>();
  for (const { line, of, plot } of figures) {
    const sandbox = of === '' || plot === '' ? null : sandboxOf(of);
    if (sandbox === null) continue;
    const { manifest } = sandbox;
    const names = Object.keys(manifest.plots ?? {});
    if (!names.includes(plot))
      problems.push({
        line,
        message: `“${of}” describes no plot “${plot}”; ${names.length === 0 ? `describe it in its package.json, field sandbox.plots` : `there are ${names.join(', ')}`}`,
      });
    const id = elementId('figure', flatName(of), plot);
    const before = shown.get(id);
    if (before !== undefined)
      problems.push({ line, message: `this figure is shown on line ${before} already; a page shows a figure once` });
    else shown.set(id, line);
  }
  return problems;
}
