import { html, nothing } from 'lit';
import type { Capabilities } from '../../../engine/engine.ts';
import { PANES } from '../../../sandbox/panes.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import { placeBelow } from '../../shared/place-below.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import type { Linked } from '../../take/take.ts';
import { Pane } from '../pane.ts';
import moreStyle from './more.css?inline';
import { OFFERS, type Offer } from './offers.ts';

adoptStyle(moreStyle);

/**
 * The menu of what is wanted rarely: panes, which are opened below the code or closed again, the whole screen, and what
 * takes the sandbox along.
 */
export class SandboxMore extends Pane {
  static override properties = { told: { state: true } };
  /** What has become of what was chosen; `null` while there is nothing to say. */
  declare told: Linked | null;

  constructor(stores: SandboxStores) {
    super(stores);
    this.told = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.told = null;
    void this.updateComplete.then(() => this.#open());
  }

  protected override render() {
    return html`<div
      class="sandbox-menu sandbox-more-menu"
      id=${this.id_('more')}
      popover="auto"
      role="dialog"
      aria-label="More panes, full screen, zip, link"
      @toggle=${this.#onToggle}
    >
      ${OFFERS.filter(({ fits }) => fits?.(this.stores) ?? true).map((offer) => this.#item(offer))}
      <hr />
      ${this.#deed('full-screen', 'Full screen', 'Esc leaves it.', () => this.#fill())}
      ${this.#deed(
        'download',
        'Download as a zip',
        'Your files and requests; npm install && npm start runs it.',
        () => void this.#take(async ({ download }) => ({ sentence: await download(this.stores) })),
      )}
      ${this.#deed(
        'copy-link',
        'Copy a link',
        'Holds what you have changed. Whoever opens it sees them before anything runs.',
        () => void this.#take(({ copyLink }) => copyLink(this.stores, this.#root.dataset['name']!)),
      )}
      <div class="sandbox-more-told" role="status">${this.told === null ? nothing : this.#say(this.told)}</div>
    </div>`;
  }

  #deed(action: string, title: string, what: string, act: () => void) {
    return html`<button type="button" class="sandbox-menu-item sandbox-more-item" data-action=${action} @click=${act}>
      <span><b>${title}</b><span class="sandbox-note">${what}</span></span>
    </button>`;
  }

  #say({ sentence, address }: Linked) {
    return html`<p class="sandbox-note">${sentence}</p>
      ${
        address === undefined
          ? nothing
          : html`<input
              type="text"
              readonly
              aria-label="Link"
              translate="no"
              .value=${address}
              @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
            />`
      }`;
  }

  get #root(): HTMLElement {
    return this.closest<HTMLElement>('live-sandbox')!;
  }

  #fill(): void {
    const root = this.#root;
    this.#popover.hidePopover();
    void import('../../take/full-screen.ts').then(({ enterFullScreen }) => enterFullScreen(root));
  }

  async #take(deed: (take: typeof import('../../take/take.ts')) => Promise<Linked>): Promise<void> {
    try {
      this.told = await deed(await import('../../take/take.ts'));
    } catch (error) {
      console.error(error);
      this.told = { sentence: `That did not work: ${(error as Error).message}.` };
    }
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
