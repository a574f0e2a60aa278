/** The sandbox's menu: in which engine it runs. Asks before the first use of one that contacts other servers. */
import { html, nothing } from 'lit';
import { engineTerms } from '../engine-terms.ts';
import { ENGINE_TITLES, misfits } from '../model/engine-fit.ts';
import type { EngineId } from '../model/engine-preferences.ts';
import type { SandboxModel } from '../model/sandbox-model.ts';
import { Pane } from './pane.ts';
import { placeBelow } from './place-below.ts';

const CHOICES: readonly (readonly [EngineId, string])[] = [
  ['embedded', 'Node’s own library, in this page. Needs no network once it is loaded.'],
  ['webcontainer', 'The full Node with npm and a terminal, by StackBlitz. Needs the network.'],
];

export class SandboxEngine extends Pane {
  static override properties = { asking: { state: true }, open: { state: true } };
  /** The reader has chosen WebContainer and is asked whether they agree. */
  declare asking: boolean;
  declare open: boolean;

  constructor(model: SandboxModel) {
    super(model);
    this.asking = false;
    this.open = false;
  }

  protected override render() {
    const { engine } = this.model;
    return html`
      <button
        type="button"
        class="sandbox-button quiet"
        data-action="engine"
        aria-label="Engine: ${ENGINE_TITLES[engine]}"
        aria-haspopup="dialog"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-controls=${this.id_('engine')}
        @click=${this.#toggle}
      >
        ${engine === 'embedded' ? 'Engine' : ENGINE_TITLES[engine]}
      </button>
      <div
        class="sandbox-menu"
        id=${this.id_('engine')}
        popover="auto"
        role="dialog"
        aria-label="Engine of this sandbox"
        @toggle=${this.#onToggle}
      >
        ${this.asking ? this.#question() : this.#choices()}
      </div>
    `;
  }

  #choices() {
    const { model } = this;
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
                .checked=${model.engine === id}
                @change=${() => this.#choose(id)}
              />
              <span
                ><b>${ENGINE_TITLES[id]}</b
                ><span class="sandbox-note">${text}</span
                >${misfits(model.data, model.files.contents, id).map((text) => html`<span class="sandbox-note careful">${text}</span>`)}</span
              >
            </label>`,
        )}
      </fieldset>
      ${model.active && model.startedIn !== null && model.startedIn !== model.engine ? html`<p class="sandbox-note">Press Run to start it there.</p>` : nothing}
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
        <button type="button" class="sandbox-button" @click=${this.#onRefuse}>Keep the embedded engine</button>
      </div>
    `;
  }

  #choose(id: EngineId): void {
    if (id === 'webcontainer' && !this.model.agreed) {
      this.asking = true;
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('.sandbox-menu .primary')?.focus());
      return;
    }
    this.model.chooseEngine(id);
  }

  readonly #onAgree = () => {
    this.model.agree();
    this.model.chooseEngine('webcontainer');
    this.#close();
  };

  readonly #onRefuse = () => this.#close();

  get #popover(): HTMLElement {
    return this.querySelector<HTMLElement>('.sandbox-menu')!;
  }

  readonly #toggle = () => {
    const popover = this.#popover;
    if (popover.matches(':popover-open')) {
      popover.hidePopover();
      return;
    }
    popover.showPopover();
    placeBelow(popover, this.querySelector('button')!, 'right');
    popover.querySelector<HTMLElement>('input:checked')?.focus();
  };

  readonly #close = () => {
    this.#popover.hidePopover();
    this.querySelector('button')!.focus();
  };

  readonly #onToggle = (event: ToggleEvent) => {
    this.open = event.newState === 'open';
    if (!this.open) this.asking = false;
  };
}

customElements.define('sandbox-engine', SandboxEngine);
