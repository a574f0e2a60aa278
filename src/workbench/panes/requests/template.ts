/** The offered requests, each to be sent as it is or changed first, and the reader's own. */
import { html, nothing } from 'lit';
import { elementId } from '../../../sandbox/element-id.ts';
import { statusClass } from '../../shared/status-class.ts';
import type { CookiesStore } from '../../stores/cookies.ts';
import type { Answer } from '../../stores/exchange.ts';
import { prepareDraft, type RequestDraft } from '../../stores/request-draft.ts';
import type { RequestsStore } from '../../stores/requests.ts';
import type { SandboxStores } from '../../stores/stores.ts';

export interface RequestsView {
  /** The id of the draft that is being edited. */
  readonly open: number | null;
  /** The fields in which a draft is edited. */
  editor(draft: RequestDraft): unknown;
  toggle(id: number): void;
  send(id: number): void;
  add(): void;
}

export function requestsTemplate({ data, requests, exchange }: SandboxStores, view: RequestsView) {
  const { drafts } = requests;
  const { cookies } = exchange;
  const title = elementId(data.name, 'requests');
  const row = (draft: RequestDraft) => {
    const open = view.open === draft.id;
    const { method, target } = describeTarget(draft, requests);
    return html`<li class="sandbox-request" data-request=${draft.name ?? nothing}>
      <div class="sandbox-request-line">
        <button
          type="button"
          class="sandbox-request-open"
          data-action="open-request"
          data-key=${draft.id}
          aria-expanded=${open ? 'true' : 'false'}
          @click=${() => view.toggle(draft.id)}
        >
          <span class="sandbox-request-title">${draft.title}</span>
          <span class="sandbox-request-target"
            ><b>${method}</b>
            ${target}${draft.original !== null && draft.text !== draft.original ? html` <i>edited</i>` : nothing}</span
          >
        </button>
        ${outcome(exchange.answers.get(draft.id))}
        <button
          type="button"
          class="sandbox-button"
          data-action="send"
          data-key=${draft.name ?? draft.id}
          aria-label="Send: ${draft.title}"
          @click=${() => view.send(draft.id)}
        >
          Send
        </button>
      </div>
      ${open ? view.editor(draft) : nothing}
    </li>`;
  };
  return html`
    <div class="sandbox-requests-head">
      <p id=${title}>Requests</p>
      ${
        drafts.length > 1
          ? html`<button
              type="button"
              class="sandbox-button quiet"
              data-action="send-all"
              @click=${() => void exchange.sendAll()}
            >
              Send all in order
            </button>`
          : nothing
      }
      <button type="button" class="sandbox-button quiet" data-action="new-request" @click=${() => view.add()}>
        New<span class="visually-hidden"> request</span>
      </button>
    </div>
    <ul class="sandbox-requests" aria-labelledby=${title}>
      ${drafts.map(row)}
    </ul>
    <p class="sandbox-more sandbox-cookies sandbox-note">
      <button
        type="button"
        class="sandbox-button quiet"
        data-action="cookies"
        aria-pressed=${cookies.kept ? 'true' : 'false'}
        @click=${() => void cookies.keep(!cookies.kept)}
      >
        Keep cookies
      </button>
      ${cookies.kept ? html`<span>${keptCookies(cookies)}</span>` : nothing}
      ${cookies.problem === null ? nothing : html`<span role="alert">${cookies.problem}</span>`}
    </p>
  `;
}

function keptCookies({ cookies }: CookiesStore): string {
  if (cookies.length === 0) return 'They are kept and sent again; none has come yet.';
  return `Sent again: ${cookies.map(({ name }) => name).join(', ')}.`;
}

/** Method and path as they stand in the draft, whether it can be sent or not. */
function describeTarget(draft: RequestDraft, requests: RequestsStore): { method: string; target: string } {
  const prepared = prepareDraft(draft.text, requests.variables, { names: requests.names });
  if (!prepared.ok) return { method: '', target: draft.text.trim().split('\n')[0] ?? '' };
  const { method, port, path } = prepared.request;
  const times = prepared.loop === 1 ? '' : ` (${prepared.loop} times)`;
  return { method, target: `${port === 3000 ? path : `:${port}${path}`}${times}` };
}

function outcome(answer: Answer | undefined) {
  if (answer === undefined) return nothing;
  if (answer.state === 'waiting') return html`<span class="sandbox-outcome">…</span>`;
  if (answer.response === undefined) return html`<span class="sandbox-outcome refused">no answer</span>`;
  const { status } = answer.response;
  return html`<span class="sandbox-outcome ${statusClass(status)}"
    ><span class="visually-hidden">last answer: </span>${status}</span
  >`;
}
