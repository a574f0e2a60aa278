/**
 * `<port-send>`: a button inside a sentence that sends a request to a sandbox of the page and shows
 * the answer where the reader is.
 */
import { html, nothing, render } from 'lit';
import type { LiveSandbox } from '../live-sandbox.ts';
import { bodyView, headerTable, statusLine } from '../shared/answer-view.ts';
import { placeBelow } from '../shared/place-below.ts';
import { statusClass } from '../shared/status-class.ts';
import type { Answer } from '../stores/exchange.ts';

export class PortSend extends HTMLElement {
  #button: HTMLButtonElement | null = null;
  #outcome: HTMLElement | null = null;
  #popover: HTMLElement | null = null;

  /** Makes the button work; calling it again changes nothing. */
  activate(): void {
    if (this.#button !== null) return;
    this.#button = this.querySelector('button');
    this.#button?.addEventListener('click', () => void this.#send());
    this.#outcome = document.createElement('span');
    this.#outcome.className = 'port-send-outcome';
    this.#outcome.setAttribute('role', 'status');
    // A div inside a paragraph is fine for the DOM; only the HTML parser would object.
    this.#popover = document.createElement('div');
    this.#popover.className = 'port-answer';
    this.#popover.popover = 'auto';
    this.#popover.setAttribute('role', 'dialog');
    this.#popover.setAttribute('aria-label', `Answer to: ${this.#label}`);
    this.#popover.addEventListener('toggle', (event) => this.#onToggle(event.newState === 'open'));
    this.append(this.#outcome, this.#popover);
    this.dataset['active'] = '';
  }

  get #label(): string {
    return this.#button?.textContent?.trim() ?? '';
  }

  /** The sandbox it sends to; `null` when the page has none of that name. */
  get sandbox(): LiveSandbox | null {
    return document.querySelector<LiveSandbox>(`live-sandbox[data-name="${CSS.escape(this.dataset['to'] ?? '')}"]`);
  }

  async #send(): Promise<void> {
    const { sandbox } = this;
    if (sandbox === null) return this.#explain(`There is no sandbox “${this.dataset['to']}” on this page.`);
    const { data, exchange, requests } = sandbox.stores;
    sandbox.activate().catch(console.error);
    const draft = requests.drafts.find(({ name }) => name === this.dataset['request']);
    if (draft === undefined)
      return this.#explain(`The sandbox “${data.title}” offers no request “${this.dataset['request']}”.`);
    render('sending', this.#outcome!);
    const answer = await exchange.send(draft.id);
    if (answer !== null) this.#show(answer, sandbox);
    return undefined;
  }

  #explain(sentence: string): void {
    render(nothing, this.#outcome!);
    render(this.#frame(html`no answer`, html`<p class="sandbox-note">${sentence}</p>`), this.#popover!);
    this.#open();
  }

  #show(answer: Answer, sandbox: LiveSandbox): void {
    const { response, reason } = answer;
    const outcome = response === undefined ? 'no answer' : String(response.status);
    render(
      html`<button
        type="button"
        class="port-send-again ${response === undefined ? 'refused' : statusClass(response.status)}"
        aria-expanded="true"
        @click=${() => this.#open()}
      >
        <span class="visually-hidden">answer: </span>${outcome}
      </button>`,
      this.#outcome!,
    );
    const body =
      response === undefined
        ? html`<p class="sandbox-note">${reason}</p>`
        : html`${headerTable(response)}${bodyView(response)}`;
    render(
      this.#frame(
        response === undefined ? html`no answer` : statusLine(response),
        html`${body}
          <p class="port-answer-to"><a href="#${sandbox.id}">${answer.title}, in the sandbox</a></p>`,
      ),
      this.#popover!,
    );
    this.#open();
  }

  #frame(head: unknown, body: unknown) {
    return html`<div class="port-answer-head">
        <p>${head}</p>
        <button type="button" class="sandbox-button quiet" @click=${() => this.#close()}>Close</button>
      </div>
      ${body}`;
  }

  #open(): void {
    const popover = this.#popover!;
    if (!popover.matches(':popover-open')) popover.showPopover();
    placeBelow(popover, this.#button!);
  }

  #close(): void {
    this.#popover!.hidePopover();
    this.#button!.focus();
  }

  #onToggle(open: boolean): void {
    this.#outcome!.querySelector('button')?.setAttribute('aria-expanded', open ? 'true' : 'false');
  }
}

customElements.define('port-send', PortSend);

/** Brings a button to life, and the sandbox that it sends to. */
export function activateSend(element: Element): void {
  if (!(element instanceof PortSend)) return;
  element.activate();
  element.sandbox?.activate().catch(console.error);
  void element.sandbox?.stores.run.warm();
}
