/** What a burst is made of: which request, how many, how many at a time, how far apart, over which time. */
import { html, nothing } from 'lit';
import { LONGEST_GAP, MOST, MOST_TOGETHER } from '../../stores/bursts.ts';
import { prepareDraft, type RequestDraft } from '../../stores/request-draft.ts';
import type { RequestsStore } from '../../stores/requests.ts';
import type { SandboxStores } from '../../stores/stores.ts';

export interface BurstFormView {
  /** Which burst the next one is. */
  readonly next: number;
  readonly sending: boolean;
  /** The id of the draft that the reader has chosen; `null` is the first that can be sent. */
  readonly draft: number | null;
  readonly choose: (draft: number) => void;
  readonly send: (event: SubmitEvent) => void;
  readonly stop: () => void;
}

/** @param id makes ids that are unique on the page */
export function burstForm({ requests, run }: SandboxStores, id: (...parts: string[]) => string, view: BurstFormView) {
  const drafts = requests.drafts.map((draft) => ({ draft, own: ownWays(draft, requests) }));
  const chosen = drafts.find(({ draft }) => draft.id === view.draft) ?? drafts.find(({ own }) => !own.socket);
  const movable = run.capabilities?.clock ?? true;
  const field = (name: string, label: string, value: number, least: number, most: number) =>
    html`<label
      ><span>${label}</span
      ><input
        type="number"
        inputmode="numeric"
        name=${name}
        min=${least}
        max=${most}
        step="1"
        required
        .defaultValue=${String(value)}
    /></label>`;
  const time = (value: string, label: string, note: string, able: boolean, checked: boolean) =>
    html`<label
      ><input
        type="radio"
        name="time"
        value=${value}
        ?disabled=${!able}
        .defaultChecked=${checked}
        aria-describedby=${id(value)}
      />
      ${label} <span class="sandbox-note" id=${id(value)}>${note}</span></label
    >`;
  return html`<form class="sandbox-burst-form" aria-label="A burst" @submit=${view.send}>
    <label class="wide"
      ><span>Request</span
      ><select
        name="draft"
        aria-describedby=${id('own-ways')}
        @change=${(event: Event) => view.choose(Number((event.target as HTMLSelectElement).value))}
      >
        ${drafts.map(
          ({ draft, own }) =>
            html`<option value=${draft.id} ?disabled=${own.socket} .selected=${draft === chosen?.draft}>
              ${draft.title}${own.socket ? ' (a WebSocket: it has no answers to count)' : ''}
            </option>`,
        )}
      </select></label
    >
    <p class="sandbox-note wide" id=${id('own-ways')} ?hidden=${!chosen?.own.text}>${chosen?.own.text}</p>
    ${field('total', 'How many', 30, 1, MOST)} ${field('together', 'At a time', 10, 1, MOST_TOGETHER)}
    ${field('gap', 'Apart, in ms', 1000, 0, LONGEST_GAP)}
    <label
      ><span>Name of this run</span><input type="text" name="name" maxlength="40" placeholder="Run ${view.next}"
    /></label>
    <fieldset>
      <legend class="visually-hidden">Time between the groups</legend>
      ${time('moved', 'Moved time', 'The clock of the programs is held and moved: an hour takes a moment.', movable, true)}
      ${time('real', 'Real time', 'The gaps are waited for.', true, !movable)}
      ${movable ? nothing : html`<p class="sandbox-note careful">The clock of this engine cannot be moved.</p>`}
    </fieldset>
    <div class="sandbox-tool-row">
      <button
        type="submit"
        class="sandbox-button primary"
        data-action="send-burst"
        aria-disabled=${view.sending ? 'true' : 'false'}
      >
        Send burst
      </button>
      <button
        type="button"
        class="sandbox-button"
        data-action="stop-burst"
        ?hidden=${!view.sending}
        @click=${view.stop}
      >
        Send no more
      </button>
      <span class="sandbox-note"
        >The next group is sent when all of the one before is answered, and not earlier than the time apart.</span
      >
    </div>
  </form>`;
}

/** What a draft says of its own sending, which a burst leaves out, or cannot send at all. */
function ownWays({ text }: RequestDraft, { variables, names }: RequestsStore): { socket: boolean; text: string } {
  const prepared = prepareDraft(text, variables, { names });
  if (!prepared.ok) return { socket: false, text: '' };
  const { loop, request } = prepared;
  const left = [...(request.sleep === undefined ? [] : ['# @sleep']), ...(loop === 1 ? [] : ['# @loop'])].join(' and ');
  return {
    socket: request.socket ?? false,
    text: left === '' ? '' : `A burst leaves out its ${left}: how many there are, and how far apart, is said here.`,
  };
}
