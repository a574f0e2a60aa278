import { html, nothing } from 'lit';
import { adoptStyle } from '../shared/adopt-style.ts';
import { saveText } from '../shared/save-file.ts';
import { WatchingElement } from '../shared/watching-element.ts';
import { added, readCopy, writeCopy } from './copy.ts';
import { totalOf, wordsOf } from './outline.ts';
import { progress, type Chapters } from './progress.ts';
import style from './progress-settings.css?inline';

adoptStyle(style);

interface Told {
  readonly sentence: string;
  /** What there was before; `null` when nothing has changed. */
  readonly before: Chapters | null;
}

/** What the reader has done, and what can be done with it: save a copy, add one, forget all of it. */
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
    const none = store.chapters.length === 0;
    const done = wordsOf(totalOf(store.all));
    return html`
      <h3>Your progress</h3>
      <p>
        ${none ? 'Nothing has been read, run, predicted or solved yet.' : done === '' ? 'You have begun to read.' : `${done}.`}
      </p>
      <p class="settings-note">
        It is kept in this browser only. To have it in another one, save a copy here and add it there.
      </p>
      ${store.problem === null ? nothing : html`<p class="settings-note" role="status">${store.problem}</p>`}
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
    saveText(`port3000-progress-${day}.json`, writeCopy(progress().all), 'application/json');
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
    const before = progress().all;
    progress().replace(added(before, copy.chapters));
    const count = Object.keys(copy.chapters).length;
    this.told = { sentence: `Progress in ${count} ${count === 1 ? 'chapter' : 'chapters'} was added.`, before };
  };

  readonly #onClear = () => {
    const before = progress().all;
    progress().clear();
    this.told = { sentence: 'Your progress was cleared.', before };
    // The button that had the focus cannot be pressed any more.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.settings-told button')?.focus());
  };

  readonly #onUndo = () => {
    const before = this.told?.before;
    if (before) progress().replace(before);
    this.told = { sentence: 'It is as it was before.', before: null };
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.settings-actions button')?.focus());
  };
}

customElements.define('progress-settings', ProgressSettings);
