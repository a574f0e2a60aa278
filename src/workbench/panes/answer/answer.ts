import { html, nothing } from 'lit';
import { Lazy } from '../../shared/lazy.ts';
import { statusLine } from '../../shared/status-line.ts';
import type { Answer } from '../../stores/exchange.ts';
import type { Received } from '../../stores/received.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';

const details = new Lazy(() => import('./details.ts'));
/** Bytes of a body that are shown when there is nothing better. */
const PLAIN = 20_000;

/** The newest answer: its status in words, its body as it comes, its headers, and on request the bytes as they were. */
export class SandboxAnswer extends Pane {
  static override properties = { raw: { state: true } };
  /** Whether the bytes are shown as they were. */
  declare raw: boolean;

  constructor(stores: SandboxStores) {
    super(stores);
    this.raw = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.#keepSentInSight());
  }

  /** The list of requests is lower from now on: the one that was sent stays to be seen in it. */
  #keepSentInSight(): void {
    const sent = this.parentElement?.querySelector('.sandbox-request:focus-within');
    const list = sent?.parentElement;
    if (!sent || !list) return;
    const hidden = sent.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
    if (hidden > 0) list.scrollTop += hidden;
  }

  protected override onStale(): void {
    this.renderInFrame();
  }

  protected override render() {
    const { answer } = this.stores.exchange;
    if (answer === null) return nothing;
    // It is wanted soon; after a failure, the next request tries again.
    if (answer.state === 'waiting' && details.want(() => this.requestUpdate()) === null) details.retry();
    const { response, state } = answer;
    const coming = state === 'waiting' || state === 'receiving';
    return html`
      <div class="sandbox-answer-head">
        <p role="status">
          ${
            response
              ? statusLine(response, state === 'receiving')
              : state === 'waiting'
                ? 'waiting for the answer'
                : html`<span class="sandbox-answer-status refused">no answer</span>`
          }
        </p>
        ${
          coming
            ? html`<button
                type="button"
                class="sandbox-button quiet"
                data-action="stop-reading"
                @click=${() => this.stores.exchange.stop(answer.number)}
              >
                ${state === 'waiting' ? 'Stop waiting' : answer.conversation ? 'Drop the connection' : 'Stop reading'}
              </button>`
            : nothing
        }
        ${
          response && answer.conversation === undefined
            ? html`<button
                type="button"
                class="sandbox-button quiet"
                data-action="raw"
                aria-pressed=${this.raw ? 'true' : 'false'}
                @click=${() => (this.raw = !this.raw)}
              >
                Raw bytes
              </button>`
            : nothing
        }
      </div>
      <p class="sandbox-answer-to">
        ${answer.title}${answer.method === '' ? nothing : html` · <span>${answer.method} ${answer.url.replace(/^(?:http|ws):\/\/[^/]+/, '')}</span>`}
      </p>
      ${answer.reason === undefined ? nothing : html`<p class="sandbox-note">${answer.reason}</p>`}
      ${response === undefined ? nothing : this.#response(answer, response)}
    `;
  }

  #response(answer: Answer, response: Received) {
    if (details.want(() => this.requestUpdate()) !== null)
      return html`<answer-details
        .exchange=${this.stores.exchange}
        .answer=${answer}
        .raw=${this.raw}
      ></answer-details>`;
    if (!details.failed) return nothing;
    // What has run needs no network: as much as can be shown without that code.
    return html`<p class="sandbox-note">
        The answer is shown plain: what shows more of it could not be loaded. Check the connection.
      </p>
      <pre class="sandbox-body" tabindex="0" role="group" aria-label="Body of the answer">
${new TextDecoder().decode(response.begin(PLAIN))}</pre>`;
  }
}

customElements.define('sandbox-answer', SandboxAnswer);
