import { html, nothing } from 'lit';
import type { LiveFigure } from '../../figure/live-figure.ts';
import { formatCount } from '../../format/units.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import { saveText } from '../../shared/save-file.ts';
import { BurstsStore } from '../../stores/bursts.ts';
import type { BurstTime } from '../../stores/burst-run.ts';
import { countsCsv, latencyCsv, requestsCsv } from '../../stores/burst-numbers.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { ToolPane } from '../tool-pane.ts';
import burstsStyle from './bursts.css?inline';
import { burstForm } from './form.ts';
import { countsSpec, latencySpec } from './specs.ts';
import { burstTable } from './table.ts';

adoptStyle(burstsStyle);

/** Many requests at once: how many, how far apart, over which time; a plot and a table of what came of them. */
export class SandboxBursts extends ToolPane {
  static override properties = { draft: { state: true }, problem: { state: true } };
  /** The id of the request that is sent, once the reader has chosen. */
  declare draft: number | null;
  /** Why nothing can be drawn. */
  declare problem: string | null;
  protected readonly tool = 'bursts';
  protected readonly heading = 'Bursts';
  readonly #bursts: BurstsStore;
  readonly #figures = new Map<Element, LiveFigure>();

  constructor(stores: SandboxStores) {
    super(stores);
    this.draft = null;
    this.problem = null;
    this.#bursts = new BurstsStore(stores.requests, stores.exchange, stores.run);
  }

  protected override body() {
    const bursts = this.#bursts;
    const { runs, shown, sending } = bursts;
    const newest = runs.at(-1);
    return html`
      ${burstForm(this.stores, (...parts) => this.id_('bursts', ...parts), {
        next: runs.length + 1,
        sending,
        draft: this.draft,
        choose: (draft) => (this.draft = draft),
        send: this.#onSend,
        stop: () => bursts.stop(),
      })}
      <p class="sandbox-note" role="status">
        ${sending ? 'Sending …' : newest === undefined ? nothing : `${formatCount(newest.count)} requests have ended.`}
      </p>
      ${
        sending && newest !== undefined
          ? html`<progress
              max=${newest.plan.total}
              value=${newest.count}
              aria-label="Requests that have ended"
            ></progress>`
          : nothing
      }
      ${bursts.problem === null ? nothing : html`<p class="sandbox-note careful" role="alert">${bursts.problem}</p>`}
      ${runs.length === 0 ? nothing : burstTable(bursts)} ${this.#plots()}
      ${
        shown.length === 0
          ? nothing
          : html`<p>
              <button
                type="button"
                class="sandbox-button"
                data-action="burst-csv"
                ?disabled=${sending}
                @click=${() => saveText('requests.csv', requestsCsv(bursts.shown), 'text/csv')}
              >
                Save every request as CSV
              </button>
            </p>`
      }
    `;
  }

  #plots() {
    if (this.problem !== null) return html`<p class="sandbox-note careful" role="alert">${this.problem}</p>`;
    const { shown } = this.#bursts;
    if (!shown.some(({ count }) => count > 0)) return nothing;
    const timeless = shown.every((run) => run.latencies().at(-1) === 0);
    return html`<div class="sandbox-burst-plots">
      <div class="figure" data-plot="counts"></div>
      <div class="figure" data-plot="latency" ?hidden=${timeless}></div>
      ${
        timeless
          ? html`<p class="sandbox-note">
              Every answer came at once on the clock of the programs: no timer was waited for.
            </p>`
          : nothing
      }
    </div>`;
  }

  protected override onStale(): void {
    this.renderInFrame();
  }

  protected override updated(): void {
    if (this.querySelector('[data-plot]') !== null) void this.#draw();
  }

  async #draw(): Promise<void> {
    const loaded = await import('../../figure/live-figure.ts').catch((error: unknown) => {
      console.error(error);
      this.problem = 'What draws plots could not be loaded. Check the connection and send again.';
      return null;
    });
    if (loaded === null) return;
    for (const [host, figure] of this.#figures)
      if (!host.isConnected) {
        figure.end();
        this.#figures.delete(host);
      }
    const shown = () => this.#bursts.shown;
    for (const host of this.querySelectorAll<HTMLElement>('[data-plot]')) {
      if (host.hidden) continue;
      const counts = host.dataset['plot'] === 'counts';
      const figure =
        this.#figures.get(host) ??
        new loaded.LiveFigure(
          host,
          this.id_('bursts', host.dataset['plot']!),
          (counts ? countsSpec : latencySpec)(shown),
        );
      this.#figures.set(host, figure);
      const text = (counts ? countsCsv : latencyCsv)(shown());
      figure.show({ path: counts ? 'counts.csv' : 'latencies.csv', format: 'csv', text });
    }
  }

  readonly #onSend = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const number = (name: string) => Number(fields.get(name));
    const name = form.querySelector<HTMLInputElement>('[name="name"]')!;
    this.problem = null;
    void this.#bursts.send({
      name: name.value.trim() || name.placeholder,
      draft: number('draft'),
      total: number('total'),
      together: number('together'),
      gap: number('gap'),
      time: fields.get('time') as BurstTime,
    });
    name.value = '';
  };
}

customElements.define('sandbox-bursts', SandboxBursts);
