/** What the cards and the interview show alike. */
import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { partOfEntry, type Answer, type Bank, type BankEntry, type Place } from './bank.ts';
import { GRADES } from './grades.ts';
import type { Grade } from './store.ts';

/** The path that the site is served under. */
export const base = (): string => document.documentElement.dataset['base'] ?? '/';

/** Lines of HTML that the site's own build has made. */
export const line = (text: string) => unsafeHTML(text);

const link = ([title, path]: Place): TemplateResult => html`<a href="${base()}${path}">${title}</a>`;

/** `Explained in …, shown by …` */
export function placesOf({ explained, sandbox }: BankEntry): TemplateResult {
  return html`<p class="card-places">
    Explained in
    ${explained.map((place, index) => html`${index > 0 ? ', ' : ''}${link(place)}`)}${
      sandbox === null ? nothing : html` · Shown by ${link(sandbox)}`
    }
  </p>`;
}

/** `III · Designing APIs, chapter 11` */
export function crumbOf(bank: Bank, entry: BankEntry): string {
  const part = bank.parts.find(({ number }) => number === partOfEntry(bank, entry));
  const chapter = bank.chapters.find(({ slug }) => slug === entry.chapter);
  return `${part?.numeral} · ${part?.title}, chapter ${chapter?.number}`;
}

/** The answer to what is asked, and folded what is asked next. */
export function answerOf(entry: BankEntry, { answer, next }: Answer): TemplateResult {
  return html`
    ${entry.kind === 'topic' ? html`<p class="card-begins">How the sections that explain it begin:</p>` : nothing}
    ${line(answer)}
    ${entry.next.map(
      (ask, index) => html`
        <details class="card-next">
          <summary>
            <span><span class="follow-up-label">Asked next</span> ${line(ask)}</span>
          </summary>
          ${line(next[index] ?? '')}
        </details>
      `,
    )}
  `;
}

/**
 * @param label what the group of buttons asks
 * @param names of the grades, from the worst
 * @param notes a word below each, such as when the card comes back
 */
export function gradesOf(
  label: string,
  names: readonly string[],
  notes: Readonly<Record<Grade, string>> | null,
  onGrade: (grade: Grade) => void,
): TemplateResult {
  return html`
    <div class="card-grades" role="group" aria-label=${label}>
      ${GRADES.map(
        (grade) => html`
          <button type="button" class="button" data-grade=${grade} @click=${() => onGrade(grade)}>
            <b>${names[grade - 1]}</b>
            ${notes === null ? nothing : html`<span>${notes[grade]}</span>`}
            <kbd aria-hidden="true">${grade}</kbd>
          </button>
        `,
      )}
    </div>
  `;
}

/** A field for each part of the book: which are asked about. */
export function partsOf(
  bank: Bank,
  without: readonly number[],
  onChange: (without: readonly number[]) => void,
): TemplateResult {
  const toggle = (number: number, wanted: boolean) =>
    onChange(wanted ? without.filter((other) => other !== number) : [...without, number]);
  return html`
    <fieldset class="card-parts">
      <legend>Parts</legend>
      ${bank.parts.map(
        ({ number, numeral, title }) => html`
          <label>
            <input
              type="checkbox"
              .checked=${!without.includes(number)}
              @change=${({ target }: Event) => toggle(number, (target as HTMLInputElement).checked)}
            />
            ${numeral} · ${title}
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** What could not be loaded says so in its place. */
export function missing(what: string, again: () => void): TemplateResult {
  return html`
    <p role="alert">
      ${what} could not be loaded. Check the connection.
      <button type="button" class="button" @click=${again}>Try again</button>
    </p>
  `;
}
