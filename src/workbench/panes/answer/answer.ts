import { html, nothing } from 'lit';
import type { HttpResponse } from '../../../engine/engine.ts';
import { describeBytes } from '../../../engine/wire-text.ts';
import { bodyView, headerTable, statusLine } from '../../shared/answer-view.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';

/** The newest answer: status, time, size, headers, body, and on request the bytes as they were. */
export class SandboxAnswer extends Pane {
  static override properties = { raw: { state: true } };
  /** Whether the bytes are shown as they were. */
  declare raw: boolean;

  constructor(stores: SandboxStores) {
    super(stores);
    this.raw = false;
  }

  protected override render() {
    const { answer } = this.stores.exchange;
    if (answer === null) return nothing;
    return html`
      <div class="sandbox-answer-head">
        <p role="status">
          ${answer.state === 'answered' ? statusLine(answer.response!) : answer.state === 'waiting' ? 'waiting for the answer' : html`<span class="sandbox-answer-status refused">no answer</span>`}
        </p>
        ${
          answer.response
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
        ${answer.title}${answer.method === '' ? nothing : html` · <span>${answer.method} ${answer.url.replace(/^http:\/\/[^/]+/, '')}</span>`}
      </p>
      ${answer.reason === undefined ? nothing : html`<p class="sandbox-note">${answer.reason}</p>`}
      ${answer.response === undefined ? nothing : this.raw ? rawView(answer.response) : html`${headerTable(answer.response)}${bodyView(answer.response)}`}
    `;
  }
}

function rawView({ wire }: HttpResponse) {
  const bytes = (title: string, side: Uint8Array) =>
    html`<p class="sandbox-raw-title">${title}</p>
      <pre class="sandbox-raw" tabindex="0" role="group" aria-label=${title}>
${describeBytes(side).map((line) => html`<span class="line">${visible(line)}</span>`)}</pre>`;
  return html`${bytes('Sent', wire.sent)}${bytes('Received', wire.received)}`;
}

/** Sets the written-out line end apart from the text. */
function visible(line: string) {
  const [, text, end] = /^(.*?)((?:\\r)?(?:\\n)?)$/s.exec(line)!;
  return html`${text}<i>${end}</i>`;
}

customElements.define('sandbox-answer', SandboxAnswer);
