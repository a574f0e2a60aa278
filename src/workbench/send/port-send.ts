/**
 * `<port-send>`: a button inside a sentence that sends a request to a sandbox of the page and shows
 * the answer where the reader is.
 */
import { html, LitElement, nothing, render } from 'lit';
import type { LiveSandbox } from '../live-sandbox.ts';
import { bodyView, headerTable, statusLine } from '../shared/answer-view.ts';
import { statusClass } from '../shared/status-class.ts';
import type { Answer } from '../stores/exchange.ts';
import { placeAnswer } from './answer-place.ts';
import { offerWayBack } from './way-back.ts';
import { holdPlace, keepPlace } from './hold-place.ts';

export class PortSend extends HTMLElement {
  /** The one whose answer is open: one on a page is enough to read. */
  static #shown: PortSend | null = null;

  #button: HTMLButtonElement | null = null;
  #outcome: HTMLElement | null = null;
  #answer: HTMLElement | null = null;

  /** Makes the button work; calling it again changes nothing. */
  activate(): void {
    if (this.#button !== null) return;
    this.#button = this.querySelector('button');
    this.#button?.addEventListener('click', () => void this.#send());
    // What the loader has said while this code could not be had.
    this.querySelector('.port-send-outcome')?.remove();
    this.#outcome = document.createElement('span');
    this.#outcome.className = 'port-send-outcome';
    this.#outcome.setAttribute('role', 'status');
    this.append(this.#outcome);
    this.#answer = document.createElement('div');
    this.#answer.className = 'port-answer';
    this.#answer.setAttribute('role', 'region');
    this.#answer.setAttribute('aria-label', `Answer to: ${this.#label}`);
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
    // What grows in the sandbox must not push away the sentence that is being read.
    holdPlace(this.#button!, (other) => this.contains(other) || this.#answer!.contains(other));
    if (sandbox === null) return this.#explain(`There is no sandbox “${this.dataset['to']}” on this page.`);
    const { data, exchange, requests } = sandbox.stores;
    sandbox.activate().catch(console.error);
    const draft = requests.drafts.find(({ name }) => name === this.dataset['request']);
    if (draft === undefined)
      return this.#explain(`The sandbox “${data.title}” offers no request “${this.dataset['request']}”.`);
    render(html`<span class="visually-hidden">sending</span><span aria-hidden="true">…</span>`, this.#outcome!);
    const answer = await exchange.send(draft.id);
    if (answer !== null) this.#show(answer, sandbox);
    return undefined;
  }

  #explain(sentence: string): void {
    render(nothing, this.#outcome!);
    render(this.#frame(html`no answer`, html`<p class="sandbox-note">${sentence}</p>`), this.#answer!);
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
        @click=${() => (PortSend.#shown === this ? this.#close() : this.#open())}
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
          <p class="port-answer-to">
            <a href="#${sandbox.id}" @click=${() => offerWayBack(this.#button!)}>${answer.title}, in the sandbox</a>
          </p>`,
      ),
      this.#answer!,
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
    const before = PortSend.#shown;
    PortSend.#shown = this;
    if (before !== null && before !== this) keepPlace(this.#button!, () => before.#takeOut());
    this.#place();
    if (before === null) {
      document.addEventListener('keydown', PortSend.#onKeydown);
      addEventListener('resize', PortSend.#onWindowResize);
    }
    this.#tellExpanded(true);
    void this.#placeWhole();
  }

  /** The parts of an answer render once they are in the page. Only then is it known how much room they take. */
  async #placeWhole(): Promise<void> {
    const parts = [...this.#answer!.querySelectorAll('*')].filter((part) => part instanceof LitElement);
    await Promise.all(parts.map((part) => part.updateComplete));
    if (PortSend.#shown === this) this.#place();
  }

  #place(): void {
    // What is measured has to be measured where the button will stay.
    keepPlace(this.#button!, () => this.#answer!.remove());
    keepPlace(this.#button!, () => placeAnswer(this.#answer!, this.#button!));
  }

  #close(): void {
    if (PortSend.#shown !== this) return;
    PortSend.#shown = null;
    document.removeEventListener('keydown', PortSend.#onKeydown);
    removeEventListener('resize', PortSend.#onWindowResize);
    keepPlace(this.#button!, () => this.#takeOut());
    this.#button!.focus({ preventScroll: true });
  }

  #takeOut(): void {
    this.#answer!.remove();
    this.#tellExpanded(false);
  }

  #tellExpanded(expanded: boolean): void {
    this.#outcome!.querySelector('button')?.setAttribute('aria-expanded', String(expanded));
  }

  static readonly #onKeydown = (event: KeyboardEvent): void => {
    // What is on top is closed first, and editors have uses of their own for Escape.
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(':modal, :popover-open') !== null)
      return;
    if (event.target instanceof Element && event.target.closest('live-sandbox') !== null) return;
    const open = PortSend.#shown;
    if (open !== null) open.#close();
  };

  static readonly #onWindowResize = (): void => {
    const open = PortSend.#shown;
    if (open !== null) open.#place();
  };
}

customElements.define('port-send', PortSend);

/** Brings a button to life, and the sandbox that it sends to. */
export function activateSend(element: Element): void {
  if (!(element instanceof PortSend)) return;
  element.activate();
  element.sandbox?.activate().catch(console.error);
  void element.sandbox?.stores.run.warm();
}
