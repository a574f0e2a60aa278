import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { adoptStyle } from '../shared/adopt-style.ts';
import { WatchingElement } from '../shared/watching-element.ts';
import { loadAnswers, loadBank, type Answers, type Bank, type BankEntry } from './bank.ts';
import style from './cards.css?inline';
import { clockWords, currentOf, gradeOf, isWeak, leftOf, lookBack, MINUTES, mix } from './interview.ts';
import { listenToKeys } from './keys.ts';
import type { outcomes } from './schedule.ts';
import { cards, type Asked, type Grade, type Interview } from './store.ts';
import { base, crumbOf, gradesOf, line, missing, partsOf, placesOf } from './templates.ts';

adoptStyle(style);

/** How well an answer went, as the reader says it. */
const NAMES = ['Not at all', 'With gaps', 'Well', 'Fully'] as const;

/** When the time that is left is said aloud, in minutes. */
const SAID = [10, 5, 1, 0] as const;

/** What is before the reader: a question or what is asked next, each with its answer or without. */
type Stage = 'asked' | 'answered' | 'next asked' | 'next answered';

interface Tools {
  readonly answers: Answers;
  readonly outcomes: typeof outcomes;
}

/** An interview of twenty minutes, and the look back at it. */
export class InterviewRoom extends WatchingElement {
  static override properties = {
    bank: { state: true },
    failed: { state: true },
    stage: { state: true },
    now: { state: true },
    shown: { state: true },
  };
  declare bank: Bank | null;
  declare failed: 'bank' | 'answers' | null;
  declare stage: Stage;
  /** Milliseconds since 1970. */
  declare now: number;
  /** When the interview began that is looked back at; `null` before one. */
  declare shown: number | null;

  #tools: Tools | null = null;
  /** How well the question itself was answered, while what is asked next is open. */
  #grade: Grade | null = null;
  #ends: (() => void)[] = [];

  constructor() {
    super();
    this.bank = null;
    this.failed = null;
    this.stage = 'asked';
    this.now = Date.now();
    this.shown = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const timer = setInterval(() => (this.now = Date.now()), 1000);
    this.#ends = [
      () => clearInterval(timer),
      listenToKeys({ show: this.#onShow, grade: this.#onGrade, back: () => undefined }),
    ];
    if (this.bank === null) void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
  }

  /** One that goes on needs its answers at once. */
  async #load(): Promise<void> {
    this.failed = null;
    try {
      this.bank = await loadBank(base());
    } catch (error) {
      console.error(error);
      this.failed = 'bank';
      return;
    }
    if (this.#running !== null) await this.#loadTools();
  }

  readonly #loadTools = async (): Promise<Tools | null> => {
    if (this.#tools !== null) return this.#tools;
    try {
      const [answers, { outcomes: known }] = await Promise.all([loadAnswers(base()), import('./schedule.ts')]);
      this.failed = null;
      this.#tools = { answers, outcomes: known };
      this.requestUpdate();
    } catch (error) {
      console.error(error);
      this.failed = 'answers';
    }
    return this.#tools;
  };

  /** The interview that goes on, if one does. */
  get #running(): Interview | null {
    const last = cards().learned.interviews.at(-1);
    return last?.ended === null ? last : null;
  }

  get #entry(): BankEntry | null {
    const running = this.#running;
    const id = running === null ? null : currentOf(running);
    return this.bank?.entries.find((entry) => entry.id === id) ?? null;
  }

  readonly #onBegin = async () => {
    if ((await this.#loadTools()) === null || this.bank === null) return;
    const { choices, interviews } = cards().learned;
    const parts = this.bank.parts.map(({ number }) => number).filter((number) => !choices.without.includes(number));
    const order = mix(this.bank, parts, interviews);
    if (order.length === 0) return;
    this.now = Date.now();
    this.stage = 'asked';
    this.shown = null;
    cards().putInterview({ began: this.now, ended: null, minutes: MINUTES, order, asked: [] });
    this.#focusSoon('.card-ask');
  };

  readonly #onShow = () => {
    if (this.#entry === null || this.#tools === null) return;
    if (this.stage === 'asked') this.stage = 'answered';
    else if (this.stage === 'next asked') this.stage = 'next answered';
    else return;
    this.#focusSoon('.card-answer');
  };

  readonly #onGrade = (grade: Grade) => {
    const entry = this.#entry;
    if (entry === null || this.#tools === null) return;
    if (this.stage === 'answered' && entry.next.length > 0) {
      this.#grade = grade;
      this.stage = 'next asked';
      this.#focusSoon('.card-ask');
    } else if (this.stage === 'answered') this.#note({ id: entry.id, grade, next: null });
    else if (this.stage === 'next answered') this.#note({ id: entry.id, grade: this.#grade ?? grade, next: grade });
  };

  /** Remembers how a question went, gives it to the cards, and goes on: to the next one, or back over all. */
  #note(asked: Asked): void {
    const running = this.#running;
    if (running === null || this.#tools === null) return;
    this.now = Date.now();
    const known = cards().learned.cards[asked.id] ?? null;
    cards().put(asked.id, this.#tools.outcomes(known, this.now)[gradeOf(asked)]);
    const after = { ...running, asked: [...running.asked, asked] };
    this.#grade = null;
    this.stage = 'asked';
    if (leftOf(after, this.now) === 0 || currentOf(after) === null) this.#end(after);
    else {
      cards().putInterview(after);
      this.#focusSoon('.card-ask');
    }
  }

  #end(interview: Interview): void {
    const ended = { ...interview, ended: Date.now() };
    // One without an answer is nothing to look back at.
    if (ended.asked.length === 0) {
      const { learned } = cards();
      cards().replace({ ...learned, interviews: learned.interviews.filter(({ began }) => began !== ended.began) });
    } else cards().putInterview(ended);
    this.shown = ended.asked.length === 0 ? null : ended.began;
    this.stage = 'asked';
    this.#grade = null;
    this.#focusSoon('h2');
  }

  readonly #onEnd = () => {
    const running = this.#running;
    const entry = this.#entry;
    if (running === null) return;
    // What was said of the question counts, also where what was asked next stays open.
    if (entry !== null && this.#grade !== null) {
      const asked: Asked = { id: entry.id, grade: this.#grade, next: null };
      this.#end({ ...running, asked: [...running.asked, asked] });
    } else this.#end(running);
  };

  #focusSoon(selector: string): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(selector)?.focus());
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.toggleAttribute('data-running', this.#running !== null);
  }

  protected override render(): TemplateResult {
    if (this.bank === null)
      return this.failed === 'bank'
        ? missing('The questions', () => void this.#load())
        : html`<p class="card-wait">The questions are being loaded.</p>`;
    const running = this.#running;
    if (running !== null) return this.#room(this.bank, running);
    const interview = cards().learned.interviews.find(({ began }) => began === this.shown);
    return interview === undefined ? this.#door(this.bank) : this.#back(this.bank, interview);
  }

  #door(bank: Bank): TemplateResult {
    const store = cards();
    const { choices, interviews } = store.learned;
    const none = bank.parts.every(({ number }) => choices.without.includes(number));
    return html`
      <section class="card-rest" aria-labelledby="interview-begin">
        <h2 id="interview-begin" tabindex="-1">Begin</h2>
        <p>
          Questions of all parts that you choose, in any order, each with what is asked next. Answer aloud, look at the
          answer, and say how it went. After ${MINUTES} minutes you see what was weak.
        </p>
        ${partsOf(bank, choices.without, (without) => store.choose({ without }))}
        <p>
          <button
            type="button"
            class="button primary"
            ?disabled=${none}
            @click=${this.#onBegin}
            @pointerenter=${this.#loadTools}
            @focus=${this.#loadTools}
          >
            Begin the interview
          </button>
        </p>
        ${this.failed === 'answers' ? missing('The answers', () => void this.#onBegin()) : nothing}
        ${store.problem === null ? nothing : html`<p class="card-note" role="status">${store.problem}</p>`}
      </section>
      ${interviews.length === 0 ? nothing : this.#earlier(interviews)}
    `;
  }

  #earlier(interviews: readonly Interview[]): TemplateResult {
    return html`
      <section aria-labelledby="interview-earlier">
        <h2 id="interview-earlier">Earlier</h2>
        <ul class="interview-earlier">
          ${interviews.toReversed().map(
            (interview) => html`
              <li>
                <button type="button" @click=${() => this.#onLook(interview)}>
                  ${new Date(interview.began).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}
                </button>
                ${wordsOf(interview)}
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  readonly #onLook = ({ began }: Interview) => {
    this.shown = began;
    this.#focusSoon('h2');
  };

  #room(bank: Bank, running: Interview): TemplateResult {
    const left = leftOf(running, this.now);
    const entry = this.#entry;
    return html`
      <p class="interview-time">
        <span role="timer" aria-label="Time left">${left === 0 ? 'Time is up' : clockWords(left)}</span>
        <span>Question ${running.asked.length + 1}</span>
        <button type="button" class="button" @click=${this.#onEnd}>Look back now</button>
      </p>
      <p class="interview-said" role="status">${saidOf(left)}</p>
      ${
        entry === null
          ? html`<p>The book has no such question any more. Look back at those before it.</p>`
          : this.#tools === null
            ? this.failed === 'answers'
              ? missing('The answers', () => void this.#loadTools())
              : html`<p class="card-wait">The answers are being loaded.</p>`
            : this.#question(bank, entry, this.#tools)
      }
    `;
  }

  #question(bank: Bank, entry: BankEntry, { answers }: Tools): TemplateResult {
    const { answer, next } = answers[entry.id] ?? { answer: '', next: [] };
    const isNext = this.stage.startsWith('next');
    const isOpen = this.stage.endsWith('answered');
    return html`
      <section class="card" aria-label="Question">
        <p class="crumb">${crumbOf(bank, entry)}${isNext ? ' · asked next' : nothing}</p>
        ${isNext ? html`<p class="interview-before">${line(entry.ask)}</p>` : nothing}
        <h2 class="card-ask" tabindex="-1">${line(isNext ? entry.next[0]! : entry.ask)}</h2>
        ${
          isOpen
            ? html`
                <div class="card-answer" tabindex="-1" role="group" aria-label="Answer">
                  ${line(isNext ? (next[0] ?? '') : answer)} ${placesOf(entry)}
                </div>
                ${gradesOf('How did your answer go?', NAMES, null, this.#onGrade)}
              `
            : html`
                <p class="card-hint">Answer aloud, as you would to a person.</p>
                <button type="button" class="button primary" @click=${this.#onShow}>
                  Show the answer<kbd aria-hidden="true">Space</kbd>
                </button>
              `
        }
      </section>
    `;
  }

  #back(bank: Bank, interview: Interview): TemplateResult {
    const { parts, weak, topics } = lookBack(bank, interview);
    return html`
      <section aria-labelledby="interview-back">
        <h2 id="interview-back" tabindex="-1">Look back</h2>
        <p>
          ${wordsOf(interview)} What was asked is among your cards now; what was weak comes back first.
          <a href="${base()}cards/">Go to the cards</a>.
        </p>
        <div class="table" role="group" aria-label="Questions by part" tabindex="0">
          <table>
            <thead>
              <tr>
                <th>Part</th>
                <th>Asked</th>
                <th>Weak</th>
              </tr>
            </thead>
            <tbody>
              ${parts.map(
                (look) => html`
                  <tr>
                    <td>${look.part.numeral} · ${look.part.title}</td>
                    <td>${look.asked}</td>
                    <td>${look.weak}</td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
        ${weak.length === 0 ? nothing : html`<h3>What was weak</h3>`}
        <ul class="interview-weak">
          ${weak.map(
            ({ entry, asked }) => html`
              <li>
                <p>
                  <a href="${base()}${entry.chapter}/#${entry.id.split('/')[1]}">${line(entry.ask)}</a>
                  <span class="interview-how">${howOf(asked)}</span>
                </p>
                ${placesOf(entry)}
              </li>
            `,
          )}
        </ul>
        ${topics.length === 0 ? nothing : html`<h3>Topics behind it</h3>`}
        <ul class="interview-topics">
          ${topics.map(
            (id) => html` <li><a href="${base()}questions/?topic=${id}">${line(bank.topics[id] ?? id)}</a></li> `,
          )}
        </ul>
        <p class="card-line">
          <button type="button" class="button primary" @click=${this.#onDoor}>Another interview</button>
        </p>
      </section>
    `;
  }

  readonly #onDoor = () => {
    this.shown = null;
    this.#focusSoon('h2');
  };
}

/** `8 questions in 20 minutes, 3 of them weak.` */
function wordsOf({ asked, began, ended, minutes }: Interview): string {
  const took = Math.max(1, Math.round(((ended ?? began + minutes * 60_000) - began) / 60_000));
  const weak = asked.filter(isWeak).length;
  return `${asked.length === 1 ? '1 question' : `${asked.length} questions`} in ${took === 1 ? '1 minute' : `${took} minutes`}, ${weak === 0 ? 'none' : weak} of them weak.`;
}

/** `with gaps; next: not at all` */
function howOf({ grade, next }: Asked): string {
  const name = (given: Grade) => NAMES[given - 1]!.toLowerCase();
  return next === null ? name(grade) : `${name(grade)}; asked next: ${name(next)}`;
}

/** What is said aloud: it stays the same for minutes, so that it is said once. */
function saidOf(left: number): string {
  const minutes = SAID.findLast((each) => left <= each * 60_000);
  if (minutes === undefined) return '';
  if (minutes === 0) return 'Time is up. Finish this question, or look back now.';
  return minutes === 1 ? 'The last minute.' : `${minutes} minutes left.`;
}

customElements.define('interview-room', InterviewRoom);
