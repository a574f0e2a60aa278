/** The bytes of an exchange as they went over the wire, both ways. A chunk of its own. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { HttpResponse } from '../../engine/engine.ts';
import { describeBytes } from '../../engine/wire-text.ts';
import { formatSize } from '../format/units.ts';

/** What is shown of each side at first, and how often twice as much. */
const BYTES = 5000;
const LINES = 250;
const PAGES = 3;
const LF = 0x0a;

export class RawView extends LitElement {
  static override properties = {
    wire: { attribute: false },
    size: { attribute: false },
    page: { state: true },
  };
  declare wire: HttpResponse['wire'];
  /** Bytes of the body that have come: what was received is looked at again when it has grown. */
  declare size: number;
  declare page: number;

  constructor() {
    super();
    this.page = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('wire')) this.page = 0;
  }

  protected override render() {
    const { sent, received } = this.wire;
    return html`${this.#side('Sent', sent)}${this.#side('Received', received)}`;
  }

  #side(title: string, bytes: Uint8Array) {
    const shown = begin(bytes, BYTES * 2 ** this.page, LINES * 2 ** this.page);
    const left = bytes.length - shown.length;
    return html`<p class="sandbox-raw-title">${title}</p>
      <pre class="sandbox-raw" tabindex="0" role="group" aria-label=${title}>
${describeBytes(shown).map((line) => html`<span class="line">${visible(line)}</span>`)}</pre>
      ${
        left === 0
          ? nothing
          : html`<p class="sandbox-more sandbox-note">
              <span>${formatSize(left)} more are not shown.</span>
              ${
                this.page + 1 < PAGES
                  ? html`<button
                      type="button"
                      class="sandbox-button quiet"
                      data-action="more-raw"
                      @click=${() => (this.page += 1)}
                    >
                      Show more
                    </button>`
                  : nothing
              }
            </p>`
      }`;
  }
}

/** The first bytes, up to so many of them and so many lines. */
function begin(bytes: Uint8Array, limit: number, lines: number): Uint8Array {
  let end = 0;
  for (let line = 0; line < lines && end < limit; line += 1) {
    const next = bytes.indexOf(LF, end);
    if (next === -1) return bytes.subarray(0, limit);
    end = next + 1;
  }
  return bytes.subarray(0, Math.min(end, limit));
}

/** Sets the written-out line end apart from the text. */
function visible(line: string) {
  const [, text, end] = /^(.*?)((?:\\r)?(?:\\n)?)$/s.exec(line)!;
  return html`${text}<i>${end}</i>`;
}

customElements.define('raw-view', RawView);
