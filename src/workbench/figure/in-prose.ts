/** The figures of the page that show what a sandbox draws: drawn from its runs, with the recorded one behind. */
import { readPoints } from '../../sandbox/plot-points.ts';
import type { PlotSpec } from '../../sandbox/plot.ts';
import type { Drawing } from '../stores/plots.ts';
import { watch } from '../stores/signal.ts';
import type { SandboxStores } from '../stores/stores.ts';
import { LiveFigure } from './live-figure.ts';

/** What `Figure.astro` writes into the page. */
export interface RecordedFigure extends Drawing {
  readonly spec: PlotSpec;
}

/** @param id the sandbox's: `rate-limiting/algorithms` */
export function followInProse(id: string, stores: SandboxStores): void {
  for (const figure of document.querySelectorAll<HTMLElement>(`port-figure[data-of="${CSS.escape(id)}"]`)) {
    const plot = figure.dataset['plot'] ?? '';
    const host = figure.querySelector<HTMLElement>('.figure-place');
    const json = figure.querySelector('script[type="application/json"]')?.textContent;
    if (host === null || !json) continue;
    const { spec, text, format } = JSON.parse(json) as RecordedFigure;
    const recorded = readPoints(text, format, spec);
    const before = [...host.childNodes];
    let live: LiveFigure | null = null;
    const show = (drawing: Drawing | null) => {
      if (drawing !== null) {
        live ??= new LiveFigure(host, figure.id, spec, recorded.ok ? recorded.points : undefined);
        live.show(drawing);
      } else if (live !== null) {
        live.end();
        live = null;
        host.replaceChildren(...before);
      }
    };
    watch(() => stores.plots.drawing(plot), show);
    show(stores.plots.drawing(plot));
  }
}
