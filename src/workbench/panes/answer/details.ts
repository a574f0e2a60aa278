/** What there is to see of an answer below its first line. A chunk of its own, which comes with the first answer. */
import { html, LitElement, nothing } from 'lit';
import { httpWords, wordsView } from '../../shared/answer-headers.ts';
import { bodyView, headerTable } from '../../shared/answer-view.ts';
import { Lazy } from '../../shared/lazy.ts';
import type { Answer, ExchangeStore } from '../../stores/exchange.ts';
import type { Received } from '../../stores/received.ts';
import { redirectOf } from './redirect.ts';

const rawView = new Lazy(() => import('../../shared/raw-view.ts'));

/** The status in words, where it redirects to, the body as it comes, the headers; or the bytes as they were. */
export class AnswerDetails extends LitElement {
  static override properties = {
    exchange: { attribute: false },
    answer: { attribute: false },
    raw: { attribute: false },
  };
  declare exchange: ExchangeStore;
  declare answer: Answer;
  declare raw: boolean;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { response, state } = this.answer;
    if (response === undefined) return nothing;
    if (this.raw) return this.#raw(response);
    return html`${this.#meaning(response)}${this.#redirect(response)} ${bodyView(response, state === 'receiving')}
    ${response.broken === undefined ? nothing : html`<p class="sandbox-note careful">${response.broken}</p>`}
    ${headerTable(response)}`;
  }

  #raw(response: Received) {
    if (rawView.want(() => this.requestUpdate()) !== null)
      return html`<raw-view .wire=${response.wire} .size=${response.size}></raw-view>`;
    return html`<p class="sandbox-note">
      ${
        rawView.failed
          ? 'The raw view could not be loaded. Check the connection and reload the page.'
          : 'The bytes are being written out.'
      }
    </p>`;
  }

  /** What the code means. It is no part of the answer: without a network it is left out. */
  #meaning({ status }: Received) {
    const words = httpWords.want(() => this.requestUpdate());
    return words === null
      ? nothing
      : html`<p class="sandbox-meaning sandbox-note">${wordsView(words.statusWords(status))}</p>`;
  }

  #redirect(response: Received) {
    const { request, title } = this.answer;
    const redirect = request === undefined ? null : redirectOf(request, response);
    if (redirect === null) return nothing;
    if ('reason' in redirect) return html`<p class="sandbox-note">${redirect.reason}</p>`;
    const { request: next } = redirect;
    return html`<p class="sandbox-more sandbox-note">
      <button
        type="button"
        class="sandbox-button"
        data-action="follow"
        @click=${() => void this.exchange.sendOther(`${title}, followed`, next)}
      >
        Follow to ${next.method} ${next.path}
      </button>
    </p>`;
  }
}

customElements.define('answer-details', AnswerDetails);
