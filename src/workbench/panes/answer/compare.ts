/** Two answers side by side, with what differs marked. A chunk of its own. */
import { diffLines, type Change } from 'diff';
import { html, LitElement, nothing } from 'lit';
import { readBody } from '../../format/body.ts';
import { formatCount, formatSize, formatTime } from '../../format/units.ts';
import type { Answer } from '../../stores/exchange.ts';
import type { Received } from '../../stores/received.ts';

/** What is compared of each answer; a comparison grows with both. */
const CHARACTERS = 50_000;
const LINES = 1000;
/** Milliseconds after which two texts count as wholly different. */
const PATIENCE = 500;

/** A piece of both: lines that are the same, or those that one has and the other has not. */
export interface Part {
  readonly kind: 'same' | 'before' | 'after';
  readonly text: string;
}

/** @returns the lines of both in their order, or `null` when they are too different to be told apart in time */
export function compareTexts(before: string, after: string): Part[] | null {
  const changes: Change[] | undefined = diffLines(before, after, { timeout: PATIENCE });
  if (changes === undefined) return null;
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'after' : removed ? 'before' : 'same',
    text: value,
  }));
}

/** Status, headers and body of an answer as lines. @returns with how many bytes of the body are left out */
export function linesOf(response: Received): { readonly text: string; readonly rest: number } {
  const body = readBody(response.begin(4 * CHARACTERS), response.header('content-type'), {
    limit: CHARACTERS,
    lines: LINES,
    partial: true,
  });
  const head = [
    `${response.status} ${response.statusText}`,
    ...response.headers.slice(0, LINES).map(([name, value]) => `${name}: ${value.slice(0, 2000)}`),
  ];
  const rest = body.rest + Math.max(0, response.size - 4 * CHARACTERS);
  return { text: `${head.join('\n')}\n\n${body.text}\n`, rest };
}

/** The answer in front beside an earlier one. */
export class AnswerCompare extends LitElement {
  static override properties = { earlier: { attribute: false }, newer: { attribute: false } };
  declare earlier: Answer;
  declare newer: Answer;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { earlier: before, newer: after } = this;
    if (before.response === undefined || after.response === undefined) return nothing;
    const [one, other] = [linesOf(before.response), linesOf(after.response)];
    const parts = compareTexts(one.text, other.text);
    const same = parts?.every(({ kind }) => kind === 'same') ?? false;
    const rest = one.rest + other.rest;
    const side = (answer: Answer, kind: 'before' | 'after') =>
      html`<div class="sandbox-compare-side">
        <p class="sandbox-note">
          ${answer.title} · ${formatTime(answer.response!.time)} · ${formatSize(answer.response!.size)}
        </p>
        <pre
          class="sandbox-body"
          tabindex="0"
          role="group"
          aria-label=${kind === 'before' ? 'Earlier answer' : 'This answer'}
        ><code>${
          parts === null
            ? (kind === 'before' ? one : other).text
            : parts
                .filter((part) => part.kind === 'same' || part.kind === kind)
                .map((part) => (part.kind === 'same' ? part.text : html`<mark class=${kind}>${part.text}</mark>`))
        }</code></pre>
      </div>`;
    return html`
      <p class="sandbox-note" aria-live="polite">
        ${parts === null ? 'They have little in common: nothing is marked.' : same ? 'They are the same, but for their times.' : summary(parts)}
      </p>
      <div class="sandbox-compare">${side(before, 'before')}${side(after, 'after')}</div>
      ${rest === 0 ? nothing : html`<p class="sandbox-note">${formatSize(rest)} of them were not compared.</p>`}
    `;
  }
}

function summary(parts: readonly Part[]): string {
  const count = (kind: Part['kind']) =>
    parts.filter((part) => part.kind === kind).reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
  const lines = (number: number) => (number === 1 ? '1 line' : `${formatCount(number)} lines`);
  return `${lines(count('before'))} of the earlier one and ${lines(count('after'))} of this one differ.`;
}

customElements.define('answer-compare', AnswerCompare);
