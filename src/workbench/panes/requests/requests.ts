import { html } from 'lit';
import { prepareDraft, type RequestDraft } from '../../stores/request-draft.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import { requestsTemplate, type RequestsView } from './template.ts';

/** The offered requests, each to be sent as it is or changed first, and the reader's own. */
export class SandboxRequests extends Pane implements RequestsView {
  static override properties = { open: { state: true }, complaint: { state: true } };
  /** The id of the draft that is being edited. */
  declare open: number | null;
  /** What is wrong with the draft that is being edited. */
  declare complaint: string | null;

  constructor(stores: SandboxStores) {
    super(stores);
    this.open = null;
    this.complaint = null;
  }

  protected override render() {
    return requestsTemplate(this.stores, this);
  }

  editor(draft: RequestDraft): unknown {
    const hint = this.id_('request-hint', String(draft.id));
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

  toggle(id: number): void {
    this.open = this.open === id ? null : id;
    this.complaint = null;
  }

  send(id: number): void {
    if (this.open === id) this.#judge(id);
    void this.stores.exchange.send(id);
  }

  add(): void {
    const { requests, run } = this.stores;
    this.open = requests.add(run.port).id;
    this.complaint = null;
    void this.updateComplete.then(() => this.querySelector('textarea')?.focus());
  }

  #hint({ text }: RequestDraft): string {
    const used = this.stores.requests.variables
      .filter(({ name }) => text.includes(`{{${name}}}`))
      .map(({ name, value }) => `{{${name}}} is ${value}.`);
    return ['Method and address, then headers; a blank line, then the body.', ...used].join(' ');
  }

  #onInput(id: number, text: string): void {
    this.complaint = null;
    this.stores.requests.edit(id, text);
  }

  #judge(id: number): void {
    const { requests } = this.stores;
    const prepared = prepareDraft(requests.draft(id)?.text ?? '', requests.variables, { names: requests.names });
    this.complaint = prepared.ok ? null : prepared.message;
  }

  #onKeydown(event: KeyboardEvent, id: number): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    // Here it means "send"; the sandbox around would take it as "run".
    event.preventDefault();
    event.stopPropagation();
    this.send(id);
  }

  #remove(id: number): void {
    const { exchange, requests } = this.stores;
    this.open = null;
    requests.remove(id);
    exchange.forget(id);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('[data-action="new-request"]')?.focus());
  }
}

customElements.define('sandbox-requests', SandboxRequests);
