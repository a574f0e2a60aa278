import { html, nothing } from 'lit';
import { canKeep, isOwnComputer, wantsVisited, wishVisited } from '../../offline/wishes.ts';
import { adoptStyle } from '../shared/adopt-style.ts';
import { WatchingElement } from '../shared/watching-element.ts';
import style from './offline-settings.css?inline';
import { megabytes, wholeBook } from './whole-book.ts';

adoptStyle(style);

/** What of the book is kept in this browser: what was read, or all of it. */
export class OfflineSettings extends WatchingElement {
  readonly #book = wholeBook(document.documentElement.dataset['base'] ?? '/');

  override connectedCallback(): void {
    super.connectedCallback();
    if (canKeep() && !isOwnComputer()) void this.#book.look();
  }

  protected override render() {
    return html`<h3>Without the network</h3>
      ${
        isOwnComputer()
          ? html`<p class="settings-note">This book comes from your own computer and needs no network.</p>`
          : canKeep()
            ? this.#choices()
            : html`<p class="settings-note">
                This browser keeps no pages of this site. Browsers do it for addresses with https, and some not in
                private windows.
              </p>`
      }`;
  }

  #choices() {
    const { state, had, size, newer, taken, problem } = this.#book;
    const words = {
      none: nothing,
      fetching: html`<p>
        <label class="offline-progress"
          ><span role="status">${megabytes(had)} of ${megabytes(size ?? had)}</span>
          <progress max=${size ?? 1} value=${had}></progress
        ></label>
      </p>`,
      stopped: html`<p>${megabytes(had)} of ${size === undefined ? 'it' : megabytes(size)} are kept.</p>`,
      kept: html`<p>
        The whole book is kept${size === undefined || newer !== undefined ? '' : `: ${megabytes(size)}`}.
      </p>`,
    }[state];
    return html`
      <label>
        <input type="checkbox" .checked=${wantsVisited()} @change=${this.#onVisited} />
        <span
          >Keep what I read<span class="settings-note"
            >Pages that you have read in, and what their sandboxes need, can be read and run without the network. Who
            takes the tick away removes them.</span
          ></span
        >
      </label>
      ${words}
      ${newer === undefined || state === 'fetching' ? nothing : html`<p>There is a new edition of the book.</p>`}
      ${taken ? html`<p>The new edition is kept. You read it when you load this page again.</p>` : nothing}
      ${problem === undefined ? nothing : html`<p class="settings-note" role="status">${problem}</p>`}
      <p class="settings-actions">
        ${state === 'none' ? this.#button(`Keep the whole book${size === undefined ? '' : ` (${megabytes(size)})`}`, this.#onFetch) : nothing}
        ${state === 'fetching' ? this.#button('Pause', this.#onPause) : nothing}
        ${state === 'stopped' ? this.#button('Go on', this.#onFetch) : nothing}
        ${newer !== undefined && state === 'kept' ? this.#button(`Take the new edition (${megabytes(newer)})`, this.#onFetch) : nothing}
        ${state === 'kept' || state === 'stopped' ? this.#button('Remove the book', this.#onRemove) : nothing}
      </p>
    `;
  }

  #button(words: string, onClick: () => void) {
    return html`<button type="button" class="button" @click=${onClick}>${words}</button>`;
  }

  readonly #onVisited = ({ target }: Event) => {
    const { checked } = target as HTMLInputElement;
    wishVisited(checked);
    if (!checked && this.#book.state === 'none') void this.#book.remove();
  };
  readonly #onFetch = () => void this.#book.fetch().then(this.#refocus);
  readonly #onPause = () => {
    this.#book.pause();
    this.#refocus();
  };
  readonly #onRemove = () => void this.#book.remove().then(this.#refocus);

  /** The button that was pressed is gone; its place has another. */
  readonly #refocus = () => {
    if (document.activeElement !== document.body && !this.contains(document.activeElement)) return;
    void this.updateComplete.then(() => this.querySelector('button')?.focus());
  };
}

customElements.define('offline-settings', OfflineSettings);
