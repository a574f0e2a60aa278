import { html, nothing } from 'lit';
import { dueCount } from '../cards/queue.ts';
import { addedCards, cards, NOTHING_LEARNED, type Learned } from '../cards/store.ts';
import { adoptStyle } from '../shared/adopt-style.ts';
import { saveText } from '../shared/save-file.ts';
import { WatchingElement } from '../shared/watching-element.ts';
import { added, readCopy, writeCopy, type CopyResult } from './copy.ts';
import { totalOf, wordsOf } from './outline.ts';
import { progress, type Chapters } from './progress.ts';
import style from './progress-settings.css?inline';

adoptStyle(style);

interface Told {
  readonly sentence: string;
  /** What there was before; `null` when nothing has changed. */
  readonly before: { readonly chapters: Chapters; readonly learned: Learned } | null;
}

const base = (): string => document.documentElement.dataset['base'] ?? '/';

/** What the reader has done and learned, and what can be done with it: save a copy, add one, forget all of it. */
export class ProgressSettings extends WatchingElement {
  static override properties = { told: { state: true } };
  /** What the last button has done; `null` before. */
  declare told: Told | null;

  constructor() {
    super();
    this.told = null;
  }

  protected override render() {
    const store = progress();
    const learned = Object.keys(cards().learned.cards).length;
    const none = store.chapters.length === 0 && learned === 0 && cards().learned.interviews.length === 0;
    const done = wordsOf(totalOf(store.all));
    const problem = store.problem ?? cards().problem;
    return html`
      <h3>Your progress</h3>
      <p>
        ${store.chapters.length === 0 ? 'Nothing has been read, run, predicted or solved yet.' : done === '' ? 'You have begun to read.' : `${done}.`}
      </p>
      ${
        learned === 0
          ? nothing
          : html`<p>
              ${learned === 1 ? '1 card' : `${learned} cards`} learned, ${dueCount(cards().learned.cards, Date.now())}
              due:
              <a href="${base()}cards/">go to the cards</a>.
            </p>`
      }
      <p class="settings-note">
        It is kept in this browser only. To have it in another one, save a copy here and add it there.
      </p>
      ${problem === null ? nothing : html`<p class="settings-note" role="status">${problem}</p>`}
      <p class="settings-actions">
        <button type="button" class="button" ?disabled=${none} @click=${this.#onSave}>Save a copy</button>
        <button type="button" class="button" @click=${this.#onChoose}>Add a copy…</button>
        <button type="button" class="button" ?disabled=${none} @click=${this.#onClear}>Clear</button>
        <input
          type="file"
          accept=".json,application/json"
          aria-label="A copy of your progress"
          tabindex="-1"
          hidden
          @change=${this.#onFile}
        />
      </p>
      <p class="settings-told" role="status">
        ${this.told?.sentence ?? nothing}
        ${this.told?.before ? html`<button type="button" class="button" @click=${this.#onUndo}>Undo</button>` : nothing}
      </p>
    `;
  }

  readonly #onSave = () => {
    const day = new Date().toISOString().slice(0, 10);
    saveText(`port3000-progress-${day}.json`, writeCopy(progress().all, cards().learned), 'application/json');
  };

  readonly #onChoose = () => this.querySelector('input')!.click();

  readonly #onFile = async ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const file = input.files?.[0];
    if (file === undefined) return;
    const copy = readCopy(await file.text());
    // The same file can be chosen again.
    input.value = '';
    if (!copy.ok) {
      this.told = { sentence: `${copy.message} Nothing was changed.`, before: null };
      return;
    }
    const before = this.#all();
    progress().replace(added(before.chapters, copy.chapters));
    cards().replace(addedCards(before.learned, copy.learned));
    this.told = { sentence: toldOf(copy), before };
  };

  #all() {
    return { chapters: progress().all, learned: cards().learned };
  }

  readonly #onClear = () => {
    const before = this.#all();
    progress().clear();
    cards().replace({ ...NOTHING_LEARNED, choices: before.learned.choices });
    this.told = { sentence: 'Your progress was cleared.', before };
    // The button that had the focus cannot be pressed any more.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.settings-told button')?.focus());
  };

  readonly #onUndo = () => {
    const before = this.told?.before;
    if (before) {
      progress().replace(before.chapters);
      cards().replace(before.learned);
    }
    this.told = { sentence: 'It is as it was before.', before: null };
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.settings-actions button')?.focus());
  };
}

/** `Progress in 3 chapters and 12 cards was added.` */
function toldOf({ chapters, learned, unreadable }: Extract<CopyResult, { ok: true }>): string {
  const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  const read = Object.keys(chapters).length;
  const count = Object.keys(learned.cards).length;
  const and = count === 0 ? '' : ` and ${some(count, 'card', 'cards')}`;
  const but = unreadable === 0 ? '' : ` ${some(unreadable, 'card', 'cards')} of the copy could not be read.`;
  return `Progress in ${some(read, 'chapter', 'chapters')}${and} was added.${but}`;
}

customElements.define('progress-settings', ProgressSettings);
