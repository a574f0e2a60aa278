import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { progress } from '../progress/progress.ts';
import { adoptStyle } from '../shared/adopt-style.ts';
import { saveText } from '../shared/save-file.ts';
import { WatchingElement } from '../shared/watching-element.ts';
import { ankiText } from './anki.ts';
import { loadAnswers, loadBank, partOfEntry, type Answers, type Bank, type BankEntry } from './bank.ts';
import style from './cards.css?inline';
import { deckOf } from './deck.ts';
import { listenToKeys } from './keys.ts';
import { dueCount, nextOf, queueOf, spanWords, type Queue } from './queue.ts';
import type { outcomes } from './schedule.ts';
import { cards, type Card, type Grade } from './store.ts';
import { answerOf, base, crumbOf, gradesOf, line, missing, partsOf, placesOf } from './templates.ts';

adoptStyle(style);

const NAMES = ['Again', 'Hard', 'Good', 'Easy'] as const;
const NEW_PER_DAY = [0, 5, 10, 20, 40] as const;

/** Cards become due while the page is open. */
const LOOK_AGAIN = 15_000;

/** The desk at rest, or the card on it: with its question, or with its answer. */
type Stage = 'rest' | 'asked' | 'answered';

interface Tools {
  readonly answers: Answers;
  readonly outcomes: typeof outcomes;
}

/** The cards: what is due, one card after the other, and what the reader has chosen. */
export class CardDesk extends WatchingElement {
  static override properties = {
    bank: { state: true },
    failed: { state: true },
    stage: { state: true },
    now: { state: true },
    told: { state: true },
  };
  declare bank: Bank | null;
  /** What could not be loaded. */
  declare failed: 'bank' | 'answers' | null;
  declare stage: Stage;
  /** Milliseconds since 1970 by which cards are due. */
  declare now: number;
  /** What the last button has done. */
  declare told: string;

  #tools: Tools | null = null;
  /** The id of the card on the desk. */
  #current: string | null = null;
  /** The card that was answered last, as it was before; for one step back. */
  #before: { readonly id: string; readonly card: Card | null } | null = null;
  #ends: (() => void)[] = [];

  constructor() {
    super();
    this.bank = null;
    this.failed = null;
    this.stage = 'rest';
    this.now = Date.now();
    this.told = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const timer = setInterval(() => {
      if (this.stage === 'rest') this.now = Date.now();
    }, LOOK_AGAIN);
    this.#ends = [
      () => clearInterval(timer),
      listenToKeys({ show: this.#onShow, grade: this.#onGrade, back: this.#onBack }),
    ];
    if (this.bank === null) void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
  }

  async #load(): Promise<void> {
    this.failed = null;
    try {
      this.bank = await loadBank(base());
    } catch (error) {
      console.error(error);
      this.failed = 'bank';
    }
  }

  /** Loads what only a card on the desk needs: the answers, and the scheduler. */
  readonly #loadTools = async (): Promise<Tools | null> => {
    if (this.#tools !== null) return this.#tools;
    try {
      const [answers, { outcomes: known }] = await Promise.all([loadAnswers(base()), import('./schedule.ts')]);
      this.failed = null;
      return (this.#tools = { answers, outcomes: known });
    } catch (error) {
      console.error(error);
      this.failed = 'answers';
      return null;
    }
  };

  get #deck(): readonly BankEntry[] {
    return this.bank === null ? [] : deckOf(this.bank, cards().learned.choices, progress().all);
  }

  get #queue(): Queue {
    const { cards: known, choices } = cards().learned;
    return queueOf(
      this.#deck.map(({ id }) => id),
      known,
      this.now,
      choices.newPerDay,
    );
  }

  readonly #onBegin = async () => {
    if ((await this.#loadTools()) === null) return;
    this.told = '';
    this.#next();
  };

  /** Puts the next card on the desk, or clears it. */
  #next(): void {
    this.now = Date.now();
    this.#current = nextOf(this.#queue, cards().learned.cards, this.now);
    this.stage = this.#current === null ? 'rest' : 'asked';
    this.requestUpdate();
    void this.updateComplete.then(() => this.#focus(this.stage === 'rest' ? '.card-rest h2' : '.card-ask'));
  }

  readonly #onShow = () => {
    if (this.stage !== 'asked') return;
    // The times on the buttons count from here.
    this.now = Date.now();
    this.stage = 'answered';
    void this.updateComplete.then(() => this.#focus('.card-answer'));
  };

  readonly #onGrade = (grade: Grade) => {
    const id = this.#current;
    if (this.stage !== 'answered' || id === null || this.#tools === null) return;
    const card = cards().learned.cards[id] ?? null;
    this.#before = { id, card };
    cards().put(id, this.#tools.outcomes(card, this.now)[grade]);
    this.#next();
  };

  readonly #onBack = () => {
    if (this.#before === null || this.#tools === null) return;
    const { id, card } = this.#before;
    this.#before = null;
    cards().put(id, card);
    this.#current = id;
    this.now = Date.now();
    this.stage = 'answered';
    void this.updateComplete.then(() => this.#focus('.card-answer'));
  };

  readonly #onEnd = () => {
    this.stage = 'rest';
    this.#current = null;
    this.now = Date.now();
    void this.updateComplete.then(() => this.#focus('.card-rest h2'));
  };

  readonly #onAnki = async () => {
    const tools = await this.#loadTools();
    if (tools === null || this.bank === null) return;
    const deck = this.#deck;
    const root = new URL(base(), location.href).href;
    saveText('port3000-anki.txt', ankiText(this.bank, tools.answers, deck, root), 'text/plain');
    this.told = `${deck.length} notes were saved for Anki: import the file there by File, Import.`;
  };

  #focus(selector: string): void {
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.dataset['stage'] = this.stage;
  }

  protected override render(): TemplateResult {
    if (this.bank === null)
      return this.failed === 'bank'
        ? missing('The questions', () => void this.#load())
        : html`<p class="card-wait">The questions are being loaded.</p>`;
    const entry = this.bank.entries.find(({ id }) => id === this.#current);
    return this.stage === 'rest' || entry === undefined || this.#tools === null
      ? this.#rest(this.bank)
      : this.#card(this.bank, entry, this.#tools);
  }

  #card(bank: Bank, entry: BankEntry, { answers, outcomes: next }: Tools): TemplateResult {
    const known = cards().learned.cards[entry.id] ?? null;
    const answer = answers[entry.id] ?? { answer: '', next: [] };
    const comes = next(known, this.now);
    const when = (grade: Grade) => spanWords(comes[grade].due - this.now);
    return html`
      <section class="card" aria-label="Card">
        <p class="crumb">${crumbOf(bank, entry)}${known === null ? ' · new' : nothing}</p>
        <h2 class="card-ask" tabindex="-1">${line(entry.ask)}</h2>
        ${
          this.stage === 'asked'
            ? html`
                <p class="card-hint">Answer aloud, then compare.</p>
                <button type="button" class="button primary" @click=${this.#onShow}>
                  Show the answer<kbd aria-hidden="true">Space</kbd>
                </button>
              `
            : html`
                <div class="card-answer" tabindex="-1" role="group" aria-label="Answer">
                  ${answerOf(entry, answer)} ${placesOf(entry)}
                </div>
                ${gradesOf(
                  'How well did you know it?',
                  NAMES,
                  { 1: when(1), 2: when(2), 3: when(3), 4: when(4) },
                  this.#onGrade,
                )}
              `
        }
      </section>
      <p class="card-line">
        <span role="status">${this.#counts()}</span>
        <button type="button" class="button" ?disabled=${this.#before === null} @click=${this.#onBack}>
          Take back<kbd aria-hidden="true">u</kbd>
        </button>
        <button type="button" class="button" @click=${this.#onEnd}>Stop</button>
      </p>
    `;
  }

  /** `3 due, 2 later today, 8 new` */
  #counts(): string {
    const { due, later, fresh } = this.#queue;
    return [
      `${due.length} due`,
      ...(later.length > 0 ? [`${later.length} later today`] : []),
      `${fresh.length} new`,
    ].join(', ');
  }

  #rest(bank: Bank): TemplateResult {
    const store = cards();
    const { choices } = store.learned;
    const queue = this.#queue;
    const next = nextOf(queue, store.learned.cards, this.now);
    return html`
      <section class="card-rest" aria-labelledby="card-today">
        <h2 id="card-today" tabindex="-1">Today</h2>
        <p class="card-counts">
          <span><b>${queue.due.length}</b> due</span>
          <span><b>${queue.later.length}</b> later today</span>
          <span><b>${queue.fresh.length}</b> new</span>
        </p>
        ${
          next === null
            ? html`<p role="status">${this.#done(queue)}</p>`
            : html`<p>
                <button
                  type="button"
                  class="button primary"
                  @click=${this.#onBegin}
                  @pointerenter=${this.#loadTools}
                  @focus=${this.#loadTools}
                >
                  ${store.learned.interviews.length + Object.keys(store.learned.cards).length === 0 ? 'Begin' : 'Go on'}
                </button>
              </p>`
        }
        ${this.failed === 'answers' ? missing('The answers', () => void this.#onBegin()) : nothing}
        ${store.problem === null ? nothing : html`<p class="card-note" role="status">${store.problem}</p>`}
      </section>
      <section class="card-choices" aria-labelledby="card-choices">
        <h2 id="card-choices">Your choice</h2>
        <label class="card-new">
          New cards a day
          <select
            @change=${({ target }: Event) => store.choose({ newPerDay: Number((target as HTMLSelectElement).value) })}
          >
            ${NEW_PER_DAY.map(
              (count) => html`<option value=${count} ?selected=${count === choices.newPerDay}>${count}</option>`,
            )}
          </select>
        </label>
        ${partsOf(bank, choices.without, (without) => store.choose({ without }))}
        <label class="card-topics">
          <input
            type="checkbox"
            .checked=${choices.topics}
            @change=${({ target }: Event) => store.choose({ topics: (target as HTMLInputElement).checked })}
          />
          The topics of the curriculum as well: their answers are the beginnings of the sections that explain them
        </label>
        <p class="card-note">Cards of chapters that you have read are begun first.</p>
      </section>
      ${this.#state(bank)}
      <section aria-labelledby="card-take">
        <h2 id="card-take">Take them along</h2>
        <p>
          What you have learned is kept in this browser only. The copy of your progress, among the settings, has your
          cards and interviews as well.
        </p>
        <p class="card-line">
          <button type="button" class="button" @click=${this.#onSettings}>Save or add a copy</button>
          <button type="button" class="button" @click=${this.#onAnki}>Save for Anki</button>
        </p>
        <p class="card-note" role="status">${this.told}</p>
      </section>
    `;
  }

  #done({ later }: Queue): string {
    const { cards: known, choices } = cards().learned;
    if (later.length > 0)
      return `Nothing is due now; the next card comes in ${spanWords(known[later[0]!]!.due - this.now)}.`;
    const all = this.#deck;
    if (all.length === 0) return 'No part is chosen.';
    const left = all.filter(({ id }) => known[id] === undefined).length;
    const learned = all.flatMap(({ id }) => known[id]?.due ?? []);
    const next = learned.length === 0 ? '' : ` The next card comes in ${spanWords(Math.min(...learned) - this.now)}.`;
    return left > 0
      ? `That is all for today: ${choices.newPerDay} new cards a day.${next}`
      : `You have begun every card.${next}`;
  }

  /** How many cards of each part were begun, and are due. */
  #state(bank: Bank): TemplateResult | typeof nothing {
    const { cards: known } = cards().learned;
    if (Object.keys(known).length === 0) return nothing;
    const deck = this.#deck;
    const rows = bank.parts.flatMap((part) => {
      const own = deck.filter((entry) => partOfEntry(bank, entry) === part.number);
      const begun = Object.fromEntries(own.flatMap(({ id }) => (known[id] === undefined ? [] : [[id, known[id]]])));
      return own.length === 0 ? [] : [{ part, own, begun }];
    });
    return html`
      <section aria-labelledby="card-state">
        <h2 id="card-state">By part</h2>
        <div class="table" role="group" aria-label="Cards by part" tabindex="0">
          <table>
            <thead>
              <tr>
                <th>Part</th>
                <th>Cards</th>
                <th>Begun</th>
                <th>Due</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ({ part, own, begun }) => html`
                  <tr>
                    <td>${part.numeral} · ${part.title}</td>
                    <td>${own.length}</td>
                    <td>${Object.keys(begun).length}</td>
                    <td>${dueCount(begun, this.now)}</td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
      </section>
    `;
  }

  readonly #onSettings = () => document.querySelector<HTMLElement>('[data-settings-open]')?.click();
}

customElements.define('card-desk', CardDesk);
