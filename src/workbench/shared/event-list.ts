/** A stream of events as a list, each with the time at which it came. A chunk of its own. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { EventStreamReader, type StreamEvent } from '../format/event-stream.ts';
import { formatCount } from '../format/units.ts';
import type { Received } from '../stores/received.ts';
import './events-style.ts';

/** The newest events that are shown at first, and the most that are. */
const SHOWN = 100;
const MOST = 1600;
/** Characters of an event that are shown. */
const CHARACTERS = 2000;

/** The events of an answer, the newest last, and how many there were before them. */
export class EventList extends LitElement {
  static override properties = {
    response: { attribute: false },
    size: { attribute: false },
    shown: { state: true },
  };
  declare response: Received;
  declare size: number;
  declare shown: number;
  #reader = new EventStreamReader();
  #events: StreamEvent[] = [];
  /** Pieces of the body that have been read. */
  #read = 0;

  constructor() {
    super();
    this.shown = SHOWN;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('response')) {
      this.#reader = new EventStreamReader();
      this.#events = [];
      this.#read = 0;
      this.shown = SHOWN;
    }
    const { pieces } = this.response;
    for (; this.#read < pieces.length; this.#read += 1) {
      const { bytes, time } = pieces[this.#read]!;
      for (const event of this.#reader.push(bytes, time)) this.#events.push(event);
    }
  }

  protected override render() {
    const { length } = this.#events;
    const earlier = Math.max(0, length - this.shown);
    const { comments, retry } = this.#reader;
    return html`
      <p class="sandbox-more sandbox-note">
        <span>
          ${length === 1 ? '1 event' : `${formatCount(length)} events`}${
            comments === 0 ? nothing : `, ${formatCount(comments)} comments that keep the connection open`
          }${retry === null ? nothing : `; a browser is to connect again after ${formatCount(retry)} ms`}.
          ${earlier === 0 ? nothing : `The ${formatCount(earlier)} before these are not shown.`}
        </span>
        ${
          earlier === 0 || this.shown >= MOST
            ? nothing
            : html`<button
                type="button"
                class="sandbox-button quiet"
                data-action="more-events"
                @click=${() => (this.shown *= 2)}
              >
                Show more
              </button>`
        }
      </p>
      <ol class="sandbox-events" tabindex="0" aria-label="Events">
        ${this.#events.slice(earlier).map(
          ({ time, type, data, id }) =>
            html`<li>
              <span class="sandbox-event-time">+${(time / 1000).toFixed(3)} s</span>
              <span>
                ${type === 'message' ? nothing : html`<b>${type}</b>`}${id === '' ? nothing : html`<i>id ${id}</i>`}
                <span class="sandbox-event-data">${cut(data)}</span>
              </span>
            </li>`,
        )}
      </ol>
    `;
  }

  /** Whoever looks at the newest event goes on seeing it. */
  protected override update(changed: PropertyValues): void {
    const list = this.querySelector('.sandbox-events');
    const atEnd = list === null || list.scrollHeight - list.scrollTop - list.clientHeight < 24;
    super.update(changed);
    const now = this.querySelector('.sandbox-events');
    if (atEnd && now !== null) now.scrollTop = now.scrollHeight;
  }
}

function cut(data: string): string {
  const left = data.length - CHARACTERS;
  return left <= 0 ? data : `${data.slice(0, CHARACTERS)} … (${formatCount(left)} more characters)`;
}

customElements.define('event-list', EventList);
