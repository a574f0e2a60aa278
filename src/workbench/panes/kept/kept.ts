import { html, nothing } from 'lit';
import type { KeptFiles, KeptStore } from '../../stores/kept.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';

type Compare = typeof import('../../shared/difference.ts');

/** What has come back from an earlier visit, what the reader has to choose, and what will be lost. */
export class SandboxKept extends Pane {
  static override properties = { compare: { state: true } };
  /** Shows two files as one; `null` until the reader wants it. */
  declare compare: Compare | null;

  constructor(stores: SandboxStores) {
    super(stores);
    this.compare = null;
  }

  protected override render() {
    const { kept } = this.stores;
    if (kept === null) return nothing;
    return html`
      ${kept.restored === null && kept.restoredRequests === null ? nothing : this.#restored(kept)}
      ${kept.earlier === null ? nothing : this.#earlier(kept, kept.earlier)}
      ${kept.trouble === null ? nothing : html`<p class="sandbox-hint careful" role="status">${kept.trouble}</p>`}
    `;
  }

  #restored(kept: KeptStore) {
    const { restored, restoredRequests } = kept;
    const count = restoredRequests === null ? 0 : restoredRequests.changed.length + restoredRequests.added.length;
    const what = [
      ...(restored === null ? [] : [named(restored)]),
      ...(count === 0 ? [] : [count === 1 ? '1 request' : `${count} requests`]),
    ];
    const saved = Math.max(restored?.saved ?? 0, restoredRequests?.saved ?? 0);
    const use = restored === null ? 'requests' : count === 0 ? 'files' : 'files and requests';
    return html`<div class="sandbox-hint" role="status">
      <p>Your changes of ${day({ saved })} are here again: ${what.join(', ')}.</p>
      <button type="button" class="sandbox-button" data-action="use-book" @click=${() => kept.useBook()}>
        Use the book’s ${use}
      </button>
      <button type="button" class="sandbox-button quiet" data-action="noted" @click=${() => kept.noted()}>
        Close<span class="visually-hidden"> this note</span>
      </button>
    </div>`;
  }

  #earlier(kept: KeptStore, earlier: KeptFiles) {
    return html`<div class="sandbox-hint careful" role="status">
        <p>
          You changed this sandbox on ${day(earlier)}: ${named(earlier)}. The book’s files have become other ones since
          then, and are shown.
        </p>
        <button type="button" class="sandbox-button" data-action="use-earlier" @click=${() => void kept.useEarlier()}>
          Use mine
        </button>
        <button type="button" class="sandbox-button" data-action="drop-earlier" @click=${() => void kept.dropEarlier()}>
          Keep the book’s
        </button>
        <button
          type="button"
          class="sandbox-button"
          data-action="compare-earlier"
          aria-expanded=${this.compare === null ? 'false' : 'true'}
          @click=${this.#onCompare}
        >
          Show both
        </button>
      </div>
      ${this.compare === null ? nothing : this.#differences(this.compare, earlier)}`;
  }

  #differences({ differenceView, legend }: Compare, { texts, removed }: KeptFiles) {
    const { files } = this.stores;
    return html`<div class="sandbox-differences">
      ${legend('the book’s, as it is now', 'yours')}
      ${Object.entries(texts).map(
        ([path, text]) =>
          html`<p class="sandbox-difference-path">${path}</p>
            ${differenceView(`${path}: the book’s and yours`, files.original(path) ?? '', text)}`,
      )}
      ${removed.map((path) => html`<p class="sandbox-difference-path">${path}: you have deleted it.</p>`)}
    </div>`;
  }

  readonly #onCompare = async () => {
    this.compare = this.compare === null ? await import('../../shared/difference.ts') : null;
  };
}

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });
const day = ({ saved }: Pick<KeptFiles, 'saved'>) => dates.format(saved);

/** What was changed, by name. */
function named({ texts, removed }: KeptFiles): string {
  return [...Object.keys(texts), ...removed.map((path) => `${path} (deleted)`)].join(', ');
}

customElements.define('sandbox-kept', SandboxKept);
