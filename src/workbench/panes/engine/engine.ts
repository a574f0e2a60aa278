import { html, nothing, type PropertyValues } from 'lit';
import { engineTerms } from '../../engine-terms.ts';
import { placeBelow } from '../../shared/place-below.ts';
import { ENGINE_TITLES } from '../../stores/engine-fit.ts';
import type { EngineId } from '../../stores/engine-preferences.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';

const CHOICES: readonly (readonly [EngineId, string])[] = [
  ['embedded', 'Node’s own library, in this page. Needs no network once it is loaded.'],
  ['webcontainer', 'The full Node with npm and a terminal, by StackBlitz. Needs the network.'],
];

/** The sandbox's menu: in which engine it runs. Asks before the first use of one that contacts other servers. */
export class SandboxEngine extends Pane {
  static override properties = { asking: { state: true } };
  /** The reader has chosen WebContainer and is asked whether they agree. */
  declare asking: boolean;

  constructor(stores: SandboxStores) {
    super(stores);
    this.asking = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.#open());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking = false;
  }

  protected override render() {
    return html`<div
      class="sandbox-menu"
      id=${this.id_('engine')}
      popover="auto"
      role="dialog"
      aria-label="Engine of this sandbox"
      @toggle=${this.#onToggle}
    >
      ${this.asking ? this.#question() : this.#choices()}
    </div>`;
  }

  #choices() {
    const { engine, notes, run } = this.stores;
    return html`
      <fieldset class="sandbox-choices">
        <legend>This sandbox runs in</legend>
        ${CHOICES.map(
          ([id, text]) =>
            html`<label>
              <input
                type="radio"
                name=${this.id_('engine-choice')}
                value=${id}
                .checked=${engine.engine === id}
                @change=${() => this.#choose(id)}
              />
              <span
                ><b>${ENGINE_TITLES[id]}</b
                ><span class="sandbox-note">${text}</span
                >${notes.misfits(id).map((text) => html`<span class="sandbox-note careful">${text}</span>`)}</span
              >
            </label>`,
        )}
      </fieldset>
      ${run.active && run.startedIn !== null && run.startedIn !== engine.engine ? html`<p class="sandbox-note">Press Run to start it there.</p>` : nothing}
      <p class="sandbox-note">The settings in the bar on top of the page choose for all sandboxes.</p>
      <div class="sandbox-menu-actions">
        <button type="button" class="sandbox-button" @click=${this.#close}>Close</button>
      </div>
    `;
  }

  #question() {
    return html`
      <p class="sandbox-menu-title">Contact StackBlitz?</p>
      ${engineTerms}
      <div class="sandbox-menu-actions">
        <button type="button" class="sandbox-button primary" @click=${this.#onAgree}>Agree and use it</button>
        <button type="button" class="sandbox-button" @click=${this.#close}>Keep the embedded engine</button>
      </div>
    `;
  }

  #choose(id: EngineId): void {
    if (id === 'webcontainer' && !this.stores.engine.agreed) {
      this.asking = true;
      return;
    }
    this.stores.chooseEngine(id);
  }

  readonly #onAgree = () => {
    this.stores.engine.agree();
    this.stores.chooseEngine('webcontainer');
    this.#close();
  };

  protected override updated(changed: PropertyValues): void {
    if (changed.get('asking') === false) this.querySelector<HTMLElement>('.primary')?.focus();
  }

  get #popover(): HTMLElement {
    return this.querySelector<HTMLElement>('.sandbox-menu')!;
  }

  /** The button of the toolbar that this menu belongs to. */
  get #button(): HTMLElement | null {
    return this.parentElement?.querySelector<HTMLElement>('[data-action="engine"]') ?? null;
  }

  #open(): void {
    if (!this.isConnected || this.#popover.matches(':popover-open')) return;
    this.#popover.showPopover();
    if (this.#button !== null) placeBelow(this.#popover, this.#button, 'right');
    this.#popover.querySelector<HTMLElement>('input:checked')?.focus();
  }

  readonly #close = () => {
    this.#popover.hidePopover();
    this.#button?.focus();
  };

  readonly #onToggle = (event: ToggleEvent) => {
    if (event.newState === 'closed') this.stores.panes.close('engine');
  };
}

customElements.define('sandbox-engine', SandboxEngine);
