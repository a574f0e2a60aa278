/** What there is to see of an answer below its first line. A chunk of its own, which comes with the first answer. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { PreparedRequest } from '../../../sandbox/http-request.ts';
import { httpWords, wordsView } from '../../shared/answer-headers.ts';
import { bodyView, headerTable } from '../../shared/answer-view.ts';
import { Lazy } from '../../shared/lazy.ts';
import type { Answer, ExchangeStore } from '../../stores/exchange.ts';
import type { Conversation } from '../../stores/conversation.ts';
import type { Received } from '../../stores/received.ts';
import { redirectOf } from './redirect.ts';

const compare = new Lazy(() => import('./compare.ts'));
const pageFrame = new Lazy(() => import('./page-frame.ts'));
const socketView = new Lazy(() => import('./socket-view.ts'));
const rawView = new Lazy(() => import('../../shared/raw-view.ts'));

/** The status in words, where it redirects to, the body as it comes, the headers; or the bytes as they were. */
export class AnswerDetails extends LitElement {
  static override properties = {
    exchange: { attribute: false },
    answer: { attribute: false },
    raw: { attribute: false },
    copied: { state: true },
    against: { state: true },
    page: { state: true },
  };
  declare exchange: ExchangeStore;
  declare answer: Answer;
  declare raw: boolean;
  /** What has become of copying. */
  declare copied: string;
  /** The number of the answer that this one is compared with. */
  declare against: number | null;
  /** Whether the answer is shown as a page. */
  declare page: boolean;

  constructor() {
    super();
    this.copied = '';
    this.against = null;
    this.page = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('answer') || changed.get('answer')?.number === this.answer.number) return;
    this.copied = '';
    this.against = null;
    this.page = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { response, state } = this.answer;
    if (response === undefined) return nothing;
    if (this.answer.conversation) return html`${this.#conversation(this.answer.conversation)}${headerTable(response)}`;
    if (this.raw) return this.#raw(response);
    if (this.against !== null) return html`${this.#comparison(this.against)}${this.#actions(response)}`;
    return html`${this.#meaning(response)}${this.#redirect(response)}
    ${this.page ? this.#page(response) : bodyView(response, state === 'receiving')}
    ${response.broken === undefined ? nothing : html`<p class="sandbox-note careful">${response.broken}</p>`}
    ${headerTable(response)}${this.#actions(response)}`;
  }

  /** What else can be done with it. */
  #actions(response: Received) {
    const { request, number, state } = this.answer;
    const action = (name: string, label: string, act: () => void, pressed?: boolean) =>
      html`<button
        type="button"
        class="sandbox-button quiet"
        data-action=${name}
        aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
        @click=${act}
      >
        ${label}
      </button>`;
    const isPage = /^(?:text\/html|application\/xhtml\+xml)\b/i.test(response.header('content-type') ?? '');
    const earlier = this.exchange.history.filter((other) => other.number !== number);
    return html`<p class="sandbox-more sandbox-actions sandbox-note">
      ${
        request === undefined
          ? nothing
          : html`${action('copy-curl', 'Copy as curl', () => void this.#copy('curl', request))}
            ${action('copy-fetch', 'Copy as fetch', () => void this.#copy('fetch', request))}`
      }
      ${isPage && this.against === null ? action('page', 'See the page', () => (this.page = !this.page), this.page) : nothing}
      ${
        earlier.length === 0 || state !== 'answered'
          ? nothing
          : html`<label>
              Compare with
              <select
                data-action="compare"
                @change=${(event: Event) => (this.against = Number((event.target as HTMLSelectElement).value) || null)}
              >
                <option value="" ?selected=${this.against === null}>no other</option>
                ${earlier.map(
                  (other) =>
                    html`<option value=${other.number} ?selected=${this.against === other.number}>
                      ${other.number}: ${other.response!.status}, ${other.title}
                    </option>`,
                )}
              </select>
            </label>`
      }
      <span aria-live="polite">${this.copied}</span>
    </p>`;
  }

  async #copy(what: 'curl' | 'fetch', request: PreparedRequest): Promise<void> {
    try {
      const { asCurl, asFetch } = await import('./copy-as.ts');
      await navigator.clipboard.writeText(what === 'curl' ? asCurl(request) : asFetch(request));
      this.copied = 'Copied.';
    } catch {
      this.copied = 'It could not be copied: the browser has no network, or does not allow it here.';
    }
  }

  #comparison(number: number) {
    const before = this.exchange.history.find((other) => other.number === number);
    const there = compare.want(() => this.requestUpdate()) !== null;
    if (before === undefined) return html`<p class="sandbox-note">That answer is no longer kept.</p>`;
    if (there) return html`<answer-compare .earlier=${before} .newer=${this.answer}></answer-compare>`;
    return html`<p class="sandbox-note">
      ${compare.failed ? 'What compares answers could not be loaded. Check the connection and reload the page.' : 'They are being compared.'}
    </p>`;
  }

  #conversation(conversation: Conversation) {
    if (socketView.want(() => this.requestUpdate()) !== null)
      return html`<socket-view .conversation=${conversation}></socket-view>`;
    return html`<p class="sandbox-note">
      ${socketView.failed ? 'What shows WebSockets could not be loaded. Check the connection and reload the page.' : 'The conversation is being shown.'}
    </p>`;
  }

  #page(response: Received) {
    if (pageFrame.want(() => this.requestUpdate()) !== null)
      return html`<page-frame .response=${response} .size=${response.size}></page-frame>`;
    return html`<p class="sandbox-note">
      ${pageFrame.failed ? 'What shows pages could not be loaded. Check the connection and reload the page.' : 'The page is being shown.'}
    </p>`;
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
