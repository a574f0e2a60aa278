/** What the running programs draw, each file of `plots/` as a figure. What draws it is loaded with the first one. */
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LiveFigure } from '../../figure/live-figure.ts';
import { Pane } from '../pane.ts';

export class SandboxPlots extends Pane {
  static override properties = { problem: { state: true } };
  /** Why nothing can be drawn. */
  declare problem: string | null;
  readonly #figures = new Map<Element, LiveFigure>();
  #followed = false;

  constructor(...args: ConstructorParameters<typeof Pane>) {
    super(...args);
    this.problem = null;
  }

  protected override render() {
    const { plots } = this.stores;
    if (this.problem !== null) return html`<p class="sandbox-note" role="alert">${this.problem}</p>`;
    return html`<section class="sandbox-plots" aria-label="Plots">
      ${repeat(
        plots.names,
        (name) => name,
        // Read here, so that a new text of it is heard of.
        (name) => html`<div class="figure" data-plot=${name} data-size=${plots.drawing(name)!.text.length}></div>`,
      )}
    </section>`;
  }

  protected override updated(): void {
    void this.#draw();
  }

  async #draw(): Promise<void> {
    const { plots } = this.stores;
    const loaded = await Promise.all([
      import('../../figure/live-figure.ts'),
      import('../../figure/guess-spec.ts'),
      import('../../figure/in-prose.ts'),
    ]).catch((error: unknown) => {
      console.error(error);
      this.problem = 'Plots: what draws them could not be loaded. Check the connection and run again.';
      return null;
    });
    if (loaded === null) return;
    const [{ LiveFigure }, { guessSpec }, { followInProse }] = loaded;
    const sandbox = this.closest<HTMLElement>('live-sandbox');
    if (!this.#followed && sandbox !== null) followInProse(sandbox.dataset['name'] ?? '', this.stores);
    this.#followed ||= sandbox !== null;
    for (const [host, figure] of this.#figures)
      if (!host.isConnected) {
        figure.end();
        this.#figures.delete(host);
      }
    for (const host of this.querySelectorAll<HTMLElement>('[data-plot]')) {
      const name = host.dataset['plot']!;
      const drawing = plots.drawing(name);
      if (drawing === null) continue;
      let figure = this.#figures.get(host);
      if (figure === undefined) {
        figure = new LiveFigure(host, this.id_('plot', name), plots.spec(name) ?? guessSpec(name, drawing));
        this.#figures.set(host, figure);
      }
      figure.show(drawing);
    }
  }
}

customElements.define('sandbox-plots', SandboxPlots);
