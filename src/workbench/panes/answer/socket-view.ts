/** A WebSocket conversation, frame by frame, with a field to go on with it. A chunk of its own. */
import { html, nothing, type PropertyValues } from 'lit';
import { formatCount, formatSize } from '../../format/units.ts';
import '../../shared/events-style.ts';
import { WatchingElement } from '../../shared/watching-element.ts';
import type { Conversation, Spoken } from '../../stores/conversation.ts';

/** The newest frames that are shown. */
const SHOWN = 200;
const CHARACTERS = 2000;

/** What both sides say, as it comes; a field to send a message; a button to close with a code. */
export class SocketView extends WatchingElement {
  static override properties = { conversation: { attribute: false }, problem: { state: true } };
  declare conversation: Conversation;
  /** Why it cannot be closed like this. */
  declare problem: string | null;

  constructor() {
    super();
    this.problem = null;
  }

  protected override onStale(): void {
    this.renderInFrame();
  }

  protected override render() {
    const { spoken, ended, forgotten } = this.conversation;
    const earlier = Math.max(0, spoken.length - SHOWN);
    return html`
      ${
        earlier + forgotten === 0
          ? nothing
          : html`<p class="sandbox-note">${formatCount(earlier + forgotten)} earlier frames are not shown.</p>`
      }
      <ol class="sandbox-events" tabindex="0" aria-label="Frames">
        ${spoken.slice(earlier).map(frameView)}
      </ol>
      ${ended === null ? this.#controls() : html`<p class="sandbox-note" aria-live="polite">${ended}</p>`}
    `;
  }

  #controls() {
    return html`<form class="sandbox-more sandbox-socket" @submit=${(event: Event) => this.#send(event)}>
        <input name="message" aria-label="Message to send" autocomplete="off" placeholder="A message" />
        <button type="submit" class="sandbox-button">Send message</button>
      </form>
      <form class="sandbox-more sandbox-socket" @submit=${(event: Event) => this.#close(event)}>
        <input name="code" aria-label="Code to close with" inputmode="numeric" size="5" value="1000" />
        <input name="reason" aria-label="Reason to close with" autocomplete="off" placeholder="Reason" />
        <button type="submit" class="sandbox-button quiet">Close</button>
        ${this.problem === null ? nothing : html`<span role="alert">${this.problem}</span>`}
      </form>`;
  }

  #send(event: Event): void {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('message') as HTMLInputElement;
    this.conversation.send(field.value);
    field.value = '';
  }

  #close(event: Event): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const code = Number(data.get('code'));
    const given = data.get('reason');
    const reason = typeof given === 'string' ? given : '';
    const allowed = code === 1000 || (Number.isInteger(code) && code >= 3000 && code <= 4999);
    if (!allowed) this.problem = 'A client closes with 1000, or with 3000 to 4999 (RFC 6455 §7.4).';
    else if (new TextEncoder().encode(reason).length > 123) this.problem = 'A reason has 123 bytes at most.';
    else {
      this.problem = null;
      this.conversation.close(code, reason);
    }
  }

  /** Whoever reads what was said before is left there. */
  protected override update(changed: PropertyValues): void {
    const list = this.querySelector('.sandbox-events');
    const atEnd = list === null || list.scrollHeight - list.scrollTop - list.clientHeight < 24;
    super.update(changed);
    const now = this.querySelector('.sandbox-events');
    if (atEnd && now !== null) now.scrollTop = now.scrollHeight;
  }
}

function frameView({ time, frame: { from, kind, bytes, code, fragments } }: Spoken) {
  const text = kind === 'binary' ? `${formatSize(bytes.length)} of binary data` : new TextDecoder().decode(bytes);
  const left = text.length - CHARACTERS;
  return html`<li>
    <span class="sandbox-event-time">+${(time / 1000).toFixed(3)} s</span>
    <span>
      <b
        >${from === 'client' ? '→' : '←'}<span class="visually-hidden"
          >${from === 'client' ? 'sent' : 'received'}</span
        ></b
      >
      ${kind === 'text' || kind === 'binary' ? nothing : html`<i>${kind}${code === undefined ? '' : ` ${code}`}</i>`}
      ${fragments > 1 ? html`<i>in ${fragments} fragments</i>` : nothing}
      <span class="sandbox-event-data"
        >${left <= 0 ? text : `${text.slice(0, CHARACTERS)} … (${formatCount(left)} more characters)`}</span
      >
    </span>
  </li>`;
}

customElements.define('socket-view', SocketView);
