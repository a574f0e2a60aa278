import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { describeBytes, type WireFormat } from '../../../engine/wire-text.ts';
import { formatCount, formatSize, formatTime } from '../../format/units.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { CONNECTIONS, WireStore } from '../../stores/wire.ts';
import type { WireConnection } from '../../stores/wire-connection.ts';
import { WAITING } from '../tool-frame.ts';
import { ToolPane } from '../tool-pane.ts';
import { shownPieces, type ShownPart, type ShownPiece } from './pieces.ts';
import wireStyle from './wire.css?inline';

adoptStyle(wireStyle);

/** How many pieces, and how many bytes of each part, are shown at first; more is four times as much. */
const PIECES = 60;
const BYTES = 2000;
const PAGES = 4;

/** The bytes of one connection, both directions in time, as text or hex, taken apart as HTTP. */
export class SandboxWire extends ToolPane {
  static override properties = { chosen: { state: true }, format: { state: true }, page: { state: true } };
  /** The number of the connection that the reader looks at; `null` follows the newest. */
  declare chosen: number | null;
  declare format: WireFormat;
  /** How much is shown. */
  declare page: number;
  protected readonly tool = 'wire';
  protected readonly heading = 'Wire';
  readonly #wire: WireStore;

  constructor(stores: SandboxStores) {
    super(stores);
    this.chosen = null;
    this.format = 'text';
    this.page = 0;
    this.#wire = new WireStore(stores.run);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wire.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wire.stop();
  }

  protected override onStale(): void {
    this.renderInFrame();
  }

  protected override body() {
    const wire = this.#wire;
    const { connections, forgotten } = wire;
    const connection = connections.find(({ id }) => id === this.chosen) ?? connections[0];
    if (connection === undefined)
      return wire.recording ? 'Nothing has gone over a wire since this was opened: send a request.' : WAITING.wire;
    return html`
      <div class="sandbox-tool-row">
        <label
          >Connection
          <select name="connection" @change=${this.#onChoose}>
            <option value="" ?selected=${this.chosen === null}>the newest</option>
            ${repeat(
              connections,
              ({ id }) => id,
              (each) => html`<option value=${each.id} ?selected=${each.id === this.chosen}>${nameOf(each)}</option>`,
            )}
          </select></label
        >
        <div class="sandbox-tool-group" role="group" aria-label="Bytes as">
          ${(['text', 'hex'] as const).map(
            (format) =>
              html`<button
                type="button"
                class="sandbox-button"
                data-action="wire-format"
                data-key=${format}
                aria-pressed=${this.format === format ? 'true' : 'false'}
                @click=${() => (this.format = format)}
              >
                ${format === 'text' ? 'Text' : 'Hex'}
              </button>`,
          )}
        </div>
        <button type="button" class="sandbox-button quiet" data-action="wire-clear" @click=${() => wire.clear()}>
          Clear
        </button>
      </div>
      ${forgotten === 0 ? nothing : html`<p class="sandbox-note">${formatCount(forgotten)} earlier connections are no longer kept; the last ${CONNECTIONS} are, up to 4 MB.</p>`}
      ${this.#connection(connection)}
    `;
  }

  #connection(connection: WireConnection) {
    const pieces = shownPieces(connection);
    const shown = pieces.slice(0, PIECES * 4 ** this.page);
    const hidden = pieces.length - shown.length;
    const { left, sizes } = connection;
    const cut = shown.some(({ parts }) => parts.some(({ bytes }) => bytes.length > this.#most));
    return html`
      <p class="sandbox-note" data-wire="summary">
        ${connection.from} opened it to ${connection.to}, port ${connection.port}: ${formatSize(sizes.opener)} there,
        ${formatSize(sizes.other)}
        back${connection.ended === null ? ', open' : connection.ended === 'reset' ? ', broken' : ', closed'}.${connection.whole ? '' : ' It was there before this was opened: its begin is not known.'}
      </p>
      <ol class="sandbox-wire" aria-label="What went over it, in time">
        ${shown.map((piece) => this.#piece(piece))}
      </ol>
      ${
        hidden === 0 && !cut
          ? nothing
          : html`<p class="sandbox-note">
              ${hidden === 0 ? 'Some parts are longer than what is shown of them.' : `${formatCount(hidden)} later pieces are not shown.`}
              ${
                this.page + 1 < PAGES
                  ? html`<button
                      type="button"
                      class="sandbox-button quiet"
                      data-action="more-wire"
                      @click=${() => (this.page += 1)}
                    >
                      Show more
                    </button>`
                  : nothing
              }
            </p>`
      }
      ${left.pieces === 0 ? nothing : html`<p class="sandbox-note">${formatCount(left.pieces)} pieces are not kept whole: ${formatSize(left.bytes)} more came over this connection.</p>`}
    `;
  }

  #piece({ piece, after, title, parts, notes }: ShownPiece) {
    return html`<li data-from=${piece.opener ? 'opener' : 'other'}>
      <p class="sandbox-wire-head">
        <span aria-hidden="true">${piece.opener ? '→' : '←'}</span> <b>${title}</b>
        <span class="sandbox-note"
          >+${formatTime(Math.max(0, after))}${piece.bytes.length === 0 ? '' : `, ${formatSize(piece.bytes.length)}`}</span
        >
      </p>
      ${parts.map((part) => this.#part(part))}
      ${notes.map((note) => html`<p class="sandbox-note sandbox-wire-note">${note}</p>`)}
    </li>`;
  }

  #part({ kind, bytes, begins }: ShownPart) {
    const shown = bytes.subarray(0, this.#most);
    const more = bytes.length - shown.length;
    return html`<div class="sandbox-wire-part" data-kind=${kind}>
      <span class="sandbox-wire-kind">${begins ? kind : `${kind}, goes on`}</span>
      <pre tabindex="0" role="group" aria-label=${kind}>
${describeBytes(shown, this.format).join('\n')}${more === 0 ? '' : `\n… ${formatSize(more)} more`}</pre>
    </div>`;
  }

  /** How many bytes of a part are shown. */
  get #most(): number {
    return BYTES * 4 ** this.page;
  }

  readonly #onChoose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    this.chosen = value === '' ? null : Number(value);
    this.page = 0;
  };
}

/** A connection in the list; numbers of connections are large and say nothing. */
function nameOf({ from, to, port, sizes, opened, ended }: WireConnection): string {
  const time = new Date(opened).toISOString().slice(11, -1);
  return `${time} ${from} → ${to}:${port}, ${formatSize(sizes.opener)} + ${formatSize(sizes.other)}${ended === null ? ', open' : ''}`;
}

customElements.define('sandbox-wire', SandboxWire);
