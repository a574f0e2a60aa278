import { html, nothing } from 'lit';
import { differenceView, legend } from '../../shared/difference.ts';
import type { LinkContents } from '../../take/link.ts';
import type { LinkStore } from '../../take/link-store.ts';
import { Pane } from '../pane.ts';

/** What a link that was opened holds, against the book's version, before anything of it is there or runs. */
export class SandboxLink extends Pane {
  protected override render() {
    const { link } = this.stores;
    if (link === null) return nothing;
    if (link.problem !== null)
      return html`<div class="sandbox-hint careful" role="alert">
        <p>${link.problem}</p>
        ${this.#close(link, 'Close')}
      </div>`;
    return link.contents === null ? nothing : this.#contents(link, link.contents);
  }

  #contents(link: LinkStore, contents: LinkContents) {
    const { files, requests, panes } = contents;
    const count = requests.changed.length + requests.added.length;
    const what = [
      ...Object.keys(files.texts),
      ...files.removed.map((path) => `${path} (deleted)`),
      ...(count === 0 ? [] : [count === 1 ? '1 request' : `${count} requests`]),
    ];
    const nothingChanged = what.length === 0;
    return html`<div class="sandbox-hint careful" role="status">
        <p>
          ${
            nothingChanged
              ? 'The link that you have opened changes nothing in this sandbox.'
              : `The link that you have opened holds changes that somebody has made to this sandbox: ${what.join(', ')}. Nothing of it has run.`
          }
          ${panes.length > 0 ? `It opens ${panes.length === 1 ? 'one more pane' : `${panes.length} more panes`}.` : nothing}
          ${link.older && !nothingChanged ? 'The book’s files have become other ones since it was made.' : nothing}
          ${link.replaces && !nothingChanged ? 'You have changes of your own here, which it would replace; that can be undone.' : nothing}
        </p>
        ${
          nothingChanged && panes.length === 0
            ? nothing
            : html`<button
                type="button"
                class="sandbox-button primary"
                data-action="use-link"
                @click=${() => link.use()}
              >
                Use ${nothingChanged ? 'it' : 'these changes'}
              </button>`
        }
        ${this.#close(link, nothingChanged ? 'Close' : 'Leave it')}
      </div>
      ${nothingChanged ? nothing : this.#differences(contents)}`;
  }

  #close(link: LinkStore, label: string) {
    return html`<button type="button" class="sandbox-button" data-action="leave-link" @click=${() => link.dismiss()}>
      ${label}
    </button>`;
  }

  #differences({ files, requests }: LinkContents) {
    const { files: here } = this.stores;
    const path = (text: string) => html`<p class="sandbox-difference-path">${text}</p>`;
    return html`<div class="sandbox-differences" tabindex="0" role="group" aria-label="What the link changes">
      ${legend('the book’s', 'the link’s')}
      ${Object.entries(files.texts).map(
        ([name, text]) =>
          html`${path(here.original(name) === undefined ? `${name}, a new file` : name)}
          ${differenceView(`${name}: the book’s and the link’s`, here.original(name) ?? '', text)}`,
      )}
      ${files.removed.map((name) => path(`${name}: deleted`))}
      ${requests.changed.map(
        ({ name, original, text }) =>
          html`${path(`request “${name}”`)}
          ${differenceView(`request ${name}: the book’s and the link’s`, original, text)}`,
      )}
      ${requests.added.map(
        (text, at) => html`${path('a new request')} ${differenceView(`new request ${at + 1}`, '', text)}`,
      )}
    </div>`;
  }
}

customElements.define('sandbox-link', SandboxLink);
