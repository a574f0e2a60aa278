/** Two texts as one listing, with what differs marked; a chunk of its own. */
import { diffLines } from 'diff';
import { html } from 'lit';

/** How many lines that are alike are shown before and after what differs. */
const CONTEXT = 3;

interface Line {
  readonly sign: ' ' | '+' | '−';
  readonly text: string;
}

/**
 * @param label says what is compared, for screen readers
 * @param before lines that are only here are marked by a minus, those only in `after` by a plus
 */
export function differenceView(label: string, before: string, after: string) {
  const lines = differingLines(before, after);
  if (lines.every(({ sign }) => sign === ' ')) return html`<p class="sandbox-note">Nothing differs.</p>`;
  return html`<pre class="sandbox-difference" tabindex="0" role="group" aria-label=${label} translate="no">
${folded(lines).map((line) =>
      typeof line === 'number'
        ? html`<span class="alike">… ${line} ${line === 1 ? 'line' : 'lines'} alike</span>`
        : lineView(line),
    )}</pre>`;
}

function lineView({ sign, text }: Line) {
  const line = html`<span aria-hidden="true">${sign} </span>${text === '' ? '\n' : text}`;
  if (sign === '+') return html`<ins>${line}</ins>`;
  return sign === '−' ? html`<del>${line}</del>` : html`<span>${line}</span>`;
}

/** @returns all lines of both texts, in order */
export function differingLines(before: string, after: string): Line[] {
  return diffLines(before, after).flatMap(({ value, added, removed }) => {
    const sign = added ? '+' : removed ? '−' : ' ';
    const lines = value.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines.map((text) => ({ sign, text }) as const);
  });
}

/** Long runs of lines that are alike become their number. */
function folded(lines: readonly Line[]): (Line | number)[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  );
  const out: (Line | number)[] = [];
  let alike = 0;
  lines.forEach((line, at) => {
    if (!near[at]) alike += 1;
    else {
      if (alike > 0) out.push(alike);
      alike = 0;
      out.push(line);
    }
  });
  if (alike > 0) out.push(alike);
  return out;
}

/** What the signs mean. */
export const legend = (before: string, after: string) =>
  html`<p class="sandbox-note sandbox-difference-legend"><del>− ${before}</del> <ins>+ ${after}</ins></p>`;
