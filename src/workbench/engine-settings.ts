import { html, nothing } from 'lit';
import { engineTerms } from './engine-terms.ts';
import { endIsolation, isolate, isolation, type Isolation } from './isolation.ts';
import { WatchingElement } from './shared/watching-element.ts';
import { enginePreferences, type SiteChoice } from './stores/engine-preferences.ts';

const CHOICES: readonly (readonly [SiteChoice, string, string])[] = [
  ['embedded', 'Embedded engine', 'Node’s own library, in the page. Nothing is asked of any other server.'],
  ['reachable', 'WebContainer when it can be reached', 'Else the embedded engine, without a question.'],
  ['webcontainer', 'WebContainer', 'The full Node with npm and a terminal, by StackBlitz.'],
];

const ISOLATION: Readonly<Record<Isolation, string>> = {
  host: 'This site’s host isolates its pages, as WebContainer needs it.',
  worker: 'A service worker in your browser isolates the pages of this site, as WebContainer needs it.',
  none: 'This site’s host does not isolate its pages, which WebContainer needs. A service worker in your browser can do it.',
  refused:
    'A service worker asks for the isolation that WebContainer needs, and this browser does not give it. Safari does not. Nothing is lost by stopping it.',
  impossible:
    'This site’s host does not isolate its pages, which WebContainer needs, and this browser has no service worker here that could. The embedded engine needs neither.',
};

/** Which engine all sandboxes run in, and what WebContainer needs for it. */
export class EngineSettings extends WatchingElement {
  static override properties = { wanted: { state: true }, isolated: { state: true } };
  /** Chosen, but not agreed to yet. */
  declare wanted: SiteChoice | null;
  declare isolated: Isolation | null;
  readonly #preferences = enginePreferences();

  constructor() {
    super();
    this.wanted = null;
    this.isolated = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void isolation(this.#base).then((state) => (this.isolated = state));
  }

  get #base(): string {
    return document.documentElement.dataset['base'] ?? '/';
  }

  protected override render() {
    const { agreed, site } = this.#preferences;
    const shown = this.wanted ?? site;
    return html`
      <fieldset>
        <legend>Sandboxes run in</legend>
        ${CHOICES.map(
          ([choice, title, text]) =>
            html`<label>
              <input
                type="radio"
                name="engine"
                value=${choice}
                .checked=${shown === choice}
                @change=${() => this.#choose(choice)}
              />
              <span><b>${title}</b><span class="settings-note">${text}</span></span>
            </label>`,
        )}
      </fieldset>
      <p class="settings-note">A sandbox’s own menu chooses for that sandbox alone.</p>
      ${
        this.wanted === null
          ? nothing
          : html`<div class="settings-terms" role="group" aria-label="Contact StackBlitz?">
              ${engineTerms}
              <p>
                <button type="button" class="button primary" @click=${this.#onAgree}>Agree</button>
                <button type="button" class="button" @click=${this.#onRefuse}>Keep the embedded engine</button>
              </p>
            </div>`
      }
      ${agreed ? html`<p>You have agreed that StackBlitz is contacted. <button type="button" class="button" @click=${this.#onWithdraw}>Take that back</button></p>` : nothing}
      ${
        this.isolated === null
          ? nothing
          : html`<p class="settings-note" role="status">${ISOLATION[this.isolated]}</p>
              ${
                this.isolated === 'none' || this.isolated === 'worker' || this.isolated === 'refused'
                  ? html`<p>
                      <button type="button" class="button" @click=${this.#onIsolate}>
                        ${this.isolated === 'none' ? 'Isolate pages by a service worker' : 'Stop isolating pages'}
                      </button>
                      <span class="settings-note">The page is loaded again.</span>
                    </p>`
                  : nothing
              }`
      }
    `;
  }

  #choose(choice: SiteChoice): void {
    if (choice !== 'embedded' && !this.#preferences.agreed) {
      this.wanted = choice;
      return;
    }
    this.wanted = null;
    this.#preferences.chooseForSite(choice);
  }

  readonly #onAgree = () => {
    const choice = this.wanted ?? 'embedded';
    this.wanted = null;
    this.#preferences.agree();
    this.#preferences.chooseForSite(choice);
    this.#focusChoice();
  };

  readonly #onRefuse = () => {
    this.wanted = null;
    this.#preferences.chooseForSite('embedded');
    this.#focusChoice();
  };

  readonly #onWithdraw = () => {
    this.#preferences.withdraw();
    this.#focusChoice();
  };

  #focusChoice(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('input:checked')?.focus());
  }

  readonly #onIsolate = async () => {
    if (this.isolated === 'none') await isolate(this.#base);
    else await endIsolation(this.#base);
    location.reload();
  };
}

customElements.define('engine-settings', EngineSettings);
