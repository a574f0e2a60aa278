import { html, nothing } from 'lit';
import type { Capabilities } from '../../../engine/engine.ts';
import { PANES } from '../../../sandbox/panes.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import { placeBelow } from '../../shared/place-below.ts';
import { Pane } from '../pane.ts';
import moreStyle from './more.css?inline';
import { OFFERS, type Offer } from './offers.ts';

adoptStyle(moreStyle);

/** The menu of panes that are wanted rarely. What is chosen is opened below the code, or closed again. */
export class SandboxMore extends Pane {
  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.#open());
  }

  protected override render() {
    return html`<div
      class="sandbox-menu sandbox-more-menu"
      id=${this.id_('more')}
      popover="auto"
      role="dialog"
      aria-label="More panes"
      @toggle=${this.#onToggle}
    >
      ${OFFERS.filter(({ fits }) => fits?.(this.stores) ?? true).map((offer) => this.#item(offer))}
    </div>`;
  }

  #item({ id, what }: Offer) {
    const { panes, run } = this.stores;
    const { title, needs } = PANES.find((pane) => pane.id === id)!;
    // Before anything runs nobody knows; then the pane itself waits.
    const able = needs.every((need: keyof Capabilities) => run.capabilities?.[need] ?? true);
    return html`<button
      type="button"
      class="sandbox-menu-item sandbox-more-item"
      data-action="open-pane"
      data-key=${id}
      aria-pressed=${panes.isOpen(id) ? 'true' : 'false'}
      ?disabled=${!able}
      @click=${() => this.#choose(id)}
    >
      <span
        ><b>${title}</b><span class="sandbox-note">${what}</span>${
          able ? nothing : html`<span class="sandbox-note careful">Only the embedded engine can do this.</span>`
        }</span
      >
    </button>`;
  }

  #choose(id: Offer['id']): void {
    const { panes } = this.stores;
    const open = panes.isOpen(id);
    this.#popover.hidePopover();
    this.#button?.focus();
    // The pane takes the focus when it is there.
    if (open) panes.close(id);
    else panes.ask(id);
  }

  get #popover(): HTMLElement {
    return this.querySelector<HTMLElement>('.sandbox-menu')!;
  }

  get #button(): HTMLElement | null {
    return this.parentElement?.querySelector<HTMLElement>('[data-action="more"]') ?? null;
  }

  #open(): void {
    if (!this.isConnected || this.#popover.matches(':popover-open')) return;
    this.#popover.showPopover();
    if (this.#button !== null) placeBelow(this.#popover, this.#button, 'right');
    this.#popover.querySelector('button')?.focus();
  }

  readonly #onToggle = (event: ToggleEvent) => {
    if (event.newState === 'closed') this.stores.panes.close('more');
  };
}

customElements.define('sandbox-more', SandboxMore);
