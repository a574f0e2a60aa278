/** The headers of an answer: those that matter first, all of them when asked for, each explained when asked for. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { HttpResponse } from '../../engine/engine.ts';
import { formatCount } from '../format/units.ts';
import { isUsualHeader } from '../format/usual-headers.ts';
import { adoptStyle } from './adopt-style.ts';
import style from './answer-headers.css?inline';
import { Lazy } from './lazy.ts';

adoptStyle(style);

type Header = HttpResponse['headers'][number];

/** How many of those that matter are shown, and of all at first. */
const FEW = 6;
const PAGE = 100;
/** Characters of a value that are shown. */
const CHARACTERS = 2000;

export const httpWords = new Lazy(() => import('./http-words/words.ts'));

export class AnswerHeaders extends LitElement {
  static override properties = {
    headers: { attribute: false },
    shown: { state: true },
    explained: { state: true },
  };
  declare headers: HttpResponse['headers'];
  /** How many of all; 0 shows those that matter. */
  declare shown: number;
  /** The place of the header that is being explained. */
  declare explained: number | null;

  constructor() {
    super();
    this.shown = 0;
    this.explained = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('headers')) return;
    // A reader who wants to see all of them wants to see all of the next answer.
    this.shown = Math.min(this.shown, PAGE);
    this.explained = null;
  }

  protected override render() {
    const { headers, shown } = this;
    if (headers.length === 0) return html`<p class="sandbox-note">The answer has no headers.</p>`;
    const rows = headers.map((header, index) => ({ header, index }));
    const mattering = rows.filter(({ header }) => !isUsualHeader(header)).slice(0, FEW);
    const visible = shown === 0 ? mattering : rows.slice(0, shown);
    const left = headers.length - visible.length;
    return html`
      <table class="sandbox-headers">
        <caption class="visually-hidden">
          Headers of the answer
        </caption>
        <tbody>
          ${visible.map(({ header, index }) => this.#row(header, index))}
        </tbody>
      </table>
      <p class="sandbox-more sandbox-note">
        ${
          headers.length === mattering.length
            ? nothing
            : html`<button
                type="button"
                class="sandbox-button quiet"
                data-action="all-headers"
                aria-expanded=${shown > 0 ? 'true' : 'false'}
                @click=${() => (this.shown = shown > 0 ? 0 : PAGE)}
              >
                ${shown > 0 ? 'Fewer headers' : `All ${formatCount(headers.length)} headers`}
              </button>`
        }
        ${
          shown > 0 && left > 0
            ? html`<span>${formatCount(left)} more are not shown.</span>
                <button
                  type="button"
                  class="sandbox-button quiet"
                  data-action="more-headers"
                  ?hidden=${shown >= 16 * PAGE}
                  @click=${() => (this.shown *= 2)}
                >
                  Show more
                </button>`
            : nothing
        }
      </p>
    `;
  }

  #row([name, value]: Header, index: number) {
    const open = this.explained === index;
    const left = value.length - CHARACTERS;
    return html`<tr>
        <th scope="row">
          <button
            type="button"
            class="sandbox-header-name"
            aria-expanded=${open ? 'true' : 'false'}
            title="What ${name} means"
            @click=${() => (this.explained = open ? null : index)}
          >
            ${name}
          </button>
        </th>
        <td>${left <= 0 ? value : `${value.slice(0, CHARACTERS)} … (${formatCount(left)} more characters)`}</td>
      </tr>
      ${
        open
          ? html`<tr class="sandbox-header-words">
              <td colspan="2">${this.#words(name)}</td>
            </tr>`
          : nothing
      }`;
  }

  #words(name: string) {
    const words = httpWords.want(() => this.requestUpdate());
    if (words !== null) return wordsView(words.headerWords(name));
    if (!httpWords.failed) return 'What it means is being loaded.';
    httpWords.retry();
    return 'What it means could not be loaded. Check the connection and ask again.';
  }
}

/** A sentence and where it comes from. */
export function wordsView({ sentence, source }: { sentence: string; source: { title: string; url: string } | null }) {
  return html`${sentence}
  ${source === null ? nothing : html`<a href=${source.url} rel="external noreferrer">${source.title}</a>`}`;
}

customElements.define('answer-headers', AnswerHeaders);
