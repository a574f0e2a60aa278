/** The body of an answer, as it comes. What is shown is bounded; what is left out is told, and can be had. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { readBody, type ReadableBody } from '../format/body.ts';
import { tokenizeJson } from '../format/json-tokens.ts';
import { formatSize } from '../format/units.ts';
import { isEventStream } from '../stores/exchange.ts';
import type { Received } from '../stores/received.ts';
import { Lazy } from './lazy.ts';

/** A page of text: what a reader takes in at once, and what costs the page nothing. */
const CHARACTERS = 20_000;
const LINES = 500;
/** Each further page shows twice as much as the one before; then there is the file. */
const PAGES = 5;
/** Coloring costs an element a token; what follows is read better plain than late. */
const COLORED = 20_000;

const eventList = new Lazy(() => import('./event-list.ts'));
const decoding = new Lazy(() => import('../format/decode-content.ts'));
const saving = new Lazy(() => import('./save-body.ts'));

/** What unpacking a body has come to. */
interface Unpacked {
  readonly bytes: Uint8Array;
  readonly note: string;
}

/** A body, read: JSON indented, events as a list, what is packed unpacked. */
export class AnswerBody extends LitElement {
  static override properties = {
    response: { attribute: false },
    size: { attribute: false },
    receiving: { attribute: false },
    page: { state: true },
    unpacked: { state: true },
  };
  declare response: Received;
  /** Bytes that have come: the response is one object, which grows. */
  declare size: number;
  declare receiving: boolean;
  /** How much is shown. */
  declare page: number;
  declare unpacked: Unpacked | null;
  #unpacking: Received | null = null;

  constructor() {
    super();
    this.page = 0;
    this.unpacked = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('response')) return;
    this.page = 0;
    this.unpacked = null;
    this.#unpacking = null;
  }

  protected override render() {
    const { response, size, receiving } = this;
    if (size === 0) return note(receiving ? 'Nothing of the body has come yet.' : 'The answer has no body.');
    const coding = response.header('content-encoding')?.trim() ?? '';
    if (coding !== '' && coding.toLowerCase() !== 'identity') return this.#packed(coding);
    if (isEventStream(response)) return this.#events();
    const limit = CHARACTERS * 2 ** this.page;
    return this.#text(response.begin(4 * limit + 8), size);
  }

  #events() {
    const list = eventList.want(() => this.requestUpdate());
    if (list !== null) return html`<event-list .response=${this.response} .size=${this.size}></event-list>`;
    return eventList.failed ? this.#retry(eventList, 'The list of events') : note('The events are being read.');
  }

  #packed(coding: string) {
    const { response, receiving, unpacked } = this;
    if (receiving) return note(`The body is packed with ${coding}: it is unpacked when it is whole.`);
    if (unpacked !== null)
      return html`${note(unpacked.note)}${unpacked.bytes.length === 0 ? nothing : this.#text(unpacked.bytes, unpacked.bytes.length)}`;
    const code = decoding.want(() => this.requestUpdate());
    if (code === null)
      return decoding.failed ? this.#retry(decoding, `What unpacks ${coding}`) : note('The body is being unpacked.');
    if (this.#unpacking !== response) {
      this.#unpacking = response;
      void code.decodeContent(response.body, coding).then((result) => {
        if (this.response === response) this.unpacked = result;
      });
    }
    return note('The body is being unpacked.');
  }

  /** @param bytes the body, or enough of its beginning @param size of the whole body */
  #text(bytes: Uint8Array, size: number) {
    const { page, response } = this;
    const body = readBody(bytes, response.header('content-type'), {
      limit: CHARACTERS * 2 ** page,
      lines: LINES * 2 ** page,
      partial: this.receiving || bytes.length < size,
    });
    if (body.kind === 'binary')
      return html`${note(`${formatSize(size)} that are not text; the raw view shows them.`)}${this.#more(0)}`;
    const rest = body.rest + size - bytes.length;
    const plain = /^text\/(plain|csv)\b/i.test(response.header('content-type') ?? '');
    const drawn = plain && body.text.trimEnd().includes('\n');
    return html`${body.note === null ? nothing : note(body.note)}
      <pre
        class="sandbox-body ${drawn ? 'drawn' : ''}"
        tabindex="0"
        role="group"
        aria-label="Body of the answer"
      ><code>${content(body)}</code></pre>
      ${rest > 0 ? this.#more(rest) : nothing}`;
  }

  /** @param rest bytes that are not shown; 0 when none of them can be */
  #more(rest: number) {
    const last = this.page + 1 >= PAGES;
    return html`<p class="sandbox-more sandbox-note">
      ${rest === 0 ? nothing : html`<span>${formatSize(rest)} more are not shown.</span>`}
      ${
        rest === 0 || last
          ? nothing
          : html`<button
              type="button"
              class="sandbox-button quiet"
              data-action="more-body"
              @click=${() => (this.page += 1)}
            >
              Show more
            </button>`
      }
      <button type="button" class="sandbox-button quiet" data-action="save-body" @click=${() => this.#save()}>
        Save the body as a file
      </button>
    </p>`;
  }

  #save(): void {
    saving.retry();
    const code = saving.want(() => {
      if (!saving.failed) this.#save();
    });
    code?.saveBody(this.unpacked?.bytes ?? this.response.body, this.response.header('content-type'));
  }

  #retry(code: Lazy<object>, what: string) {
    return html`<p class="sandbox-note" role="alert">
      ${what} could not be loaded. Check the connection.
      <button
        type="button"
        class="sandbox-button quiet"
        @click=${() => {
          code.retry();
          this.requestUpdate();
        }}
      >
        Try again
      </button>
    </p>`;
  }
}

const note = (text: string) => html`<p class="sandbox-note">${text}</p>`;

function content({ kind, text }: ReadableBody) {
  if (kind !== 'json') return text;
  const colored = text.length <= COLORED ? text : text.slice(0, text.lastIndexOf('\n', COLORED) + 1);
  return html`${tokenizeJson(colored).map(({ kind: token, text: piece }) =>
    token === 'plain' ? piece : html`<span class=${CLASS_OF[token] ?? nothing}>${piece}</span>`,
  )}${text.slice(colored.length)}`;
}

const CLASS_OF: Readonly<Record<string, string>> = {
  key: 'tk-f',
  string: 'tk-s',
  number: 'tk-n',
  word: 'tk-n',
};

customElements.define('answer-body', AnswerBody);
