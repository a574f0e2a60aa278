/** The offered requests, each to be sent as it is or changed first, and the reader's own. */
import { html, nothing } from 'lit';
import { prepareDraft, type RequestDraft } from '../model/request-draft.ts';
import type { Answer } from '../model/request-list.ts';
import type { SandboxModel } from '../model/sandbox-model.ts';
import { Pane } from './pane.ts';
import { statusClass } from './status-class.ts';

export class SandboxRequests extends Pane {
  static override properties = { open: { state: true }, complaint: { state: true } };
  /** The draft that is being edited. */
  declare open: number | null;
  /** What is wrong with the draft that is being edited. */
  declare complaint: string | null;

  constructor(model: SandboxModel) {
    super(model);
    this.open = null;
    this.complaint = null;
  }

  protected override render() {
    const { drafts } = this.model.requests;
    return html`
      <div class="sandbox-requests-head">
        <p id=${this.id_('requests')}>Requests</p>
        ${
          drafts.length > 1
            ? html`<button
                type="button"
                class="sandbox-button quiet"
                data-action="send-all"
                @click=${() => void this.model.requests.sendAll()}
              >
                Send all in order
              </button>`
            : nothing
        }
        <button type="button" class="sandbox-button quiet" data-action="new-request" @click=${this.#onNew}>
          New<span class="visually-hidden"> request</span>
        </button>
      </div>
      <ul class="sandbox-requests" aria-labelledby=${this.id_('requests')}>
        ${drafts.map((draft) => this.#row(draft))}
      </ul>
    `;
  }

  #row(draft: RequestDraft) {
    const open = this.open === draft.id;
    const answer = this.model.requests.answers.get(draft.id);
    const { method, target } = describeTarget(draft, this.model);
    return html`<li class="sandbox-request" data-request=${draft.name ?? nothing}>
      <div class="sandbox-request-line">
        <button
          type="button"
          class="sandbox-request-open"
          data-action="open-request"
          data-key=${draft.id}
          aria-expanded=${open ? 'true' : 'false'}
          @click=${() => this.#toggle(draft.id)}
        >
          <span class="sandbox-request-title">${draft.title}</span>
          <span class="sandbox-request-target"
            ><b>${method}</b>
            ${target}${draft.original !== null && draft.text !== draft.original ? html` <i>edited</i>` : nothing}</span
          >
        </button>
        ${outcome(answer)}
        <button
          type="button"
          class="sandbox-button"
          data-action="send"
          data-key=${draft.name ?? draft.id}
          aria-label="Send: ${draft.title}"
          @click=${() => this.#send(draft.id)}
        >
          Send
        </button>
      </div>
      ${open ? this.#editor(draft) : nothing}
    </li>`;
  }

  #editor(draft: RequestDraft) {
    const hint = this.id_(`request-hint-${draft.id}`);
    return html`<div class="sandbox-request-editor">
      <textarea
        aria-label="Request: ${draft.title}"
        aria-describedby=${hint}
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        rows=${Math.min(12, Math.max(3, draft.text.split('\n').length))}
        .value=${draft.text}
        @input=${(event: Event) => this.#onInput(draft.id, (event.target as HTMLTextAreaElement).value)}
        @change=${() => this.#judge(draft.id)}
        @keydown=${(event: KeyboardEvent) => this.#onKeydown(event, draft.id)}
      ></textarea>
      <p class="sandbox-note" id=${hint} role="status">${this.complaint ?? this.#hint(draft)}</p>
      <div class="sandbox-request-actions">
        ${
          draft.original === null
            ? html`<button type="button" class="sandbox-button quiet" @click=${() => this.#remove(draft.id)}>
                Remove
              </button>`
            : html`<button
                type="button"
                class="sandbox-button quiet"
                ?disabled=${draft.text === draft.original}
                @click=${() => this.#onInput(draft.id, draft.original!)}
              >
                Reset request
              </button>`
        }
      </div>
    </div>`;
  }

  #hint({ text }: RequestDraft): string {
    const used = this.model.requests.variables
      .filter(({ name }) => text.includes(`{{${name}}}`))
      .map(({ name, value }) => `{{${name}}} is ${value}.`);
    return ['Method and address, then headers; a blank line, then the body.', ...used].join(' ');
  }

  #toggle(id: number): void {
    this.open = this.open === id ? null : id;
    this.complaint = null;
  }

  #onInput(id: number, text: string): void {
    this.complaint = null;
    this.model.requests.edit(id, text);
  }

  #judge(id: number): void {
    const prepared = prepareDraft(this.model.requests.draft(id)?.text ?? '', this.model.requests.variables);
    this.complaint = prepared.ok ? null : prepared.message;
  }

  #send(id: number): void {
    if (this.open === id) this.#judge(id);
    void this.model.requests.send(id);
  }

  #onKeydown(event: KeyboardEvent, id: number): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    // Here it means "send"; the sandbox around would take it as "run".
    event.preventDefault();
    event.stopPropagation();
    this.#send(id);
  }

  #remove(id: number): void {
    this.open = null;
    this.model.requests.remove(id);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('[data-action="new-request"]')?.focus());
  }

  #onNew(): void {
    this.open = this.model.requests.add().id;
    this.complaint = null;
    void this.updateComplete.then(() => this.querySelector('textarea')?.focus());
  }
}

/** Method and path as they stand in the draft, whether it can be sent or not. */
function describeTarget(draft: RequestDraft, model: SandboxModel): { method: string; target: string } {
  const prepared = prepareDraft(draft.text, model.requests.variables);
  if (!prepared.ok) return { method: '', target: draft.text.trim().split('\n')[0] ?? '' };
  const { method, port, path } = prepared.request;
  return { method, target: port === 3000 ? path : `:${port}${path}` };
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

customElements.define('sandbox-requests', SandboxRequests);
