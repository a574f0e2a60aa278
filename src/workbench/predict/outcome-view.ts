/** What the run has shown, beside the prediction. */
import { html, nothing } from 'lit';
import { formatCount } from '../format/units.ts';
import type { LiveSandbox } from '../live-sandbox.ts';
import { bodyView, statusLine } from '../shared/answer-view.ts';
import type { Outcome } from './outcome.ts';

/** @param reveal shows the answer although nothing could be run */
export function outcomeView(outcome: Outcome, sandbox: LiveSandbox, reveal: () => void) {
  const where = (text: string) => html`<p class="predict-where"><a href="#${sandbox.id}">${text}</a></p>`;
  switch (outcome.kind) {
    case 'failed':
      return html`<p class="sandbox-note careful" role="alert">${outcome.reason}</p>
        <button type="button" class="sandbox-button" @click=${reveal}>Show the answer</button>`;
    case 'answer':
      return html`<p class="predict-head">${statusLine(outcome.response)}</p>
        ${bodyView(outcome.response)} ${editedNote(outcome.edited)} ${where(`${outcome.title}, in the sandbox`)}`;
    case 'output':
      return html`<p class="predict-head">What it printed</p>
        <pre class="sandbox-body" tabindex="0" role="group" aria-label="Output"><code>${outcome.text}</code></pre>
        ${
          outcome.left > 0
            ? html`<p class="sandbox-note">${formatCount(outcome.left)} more lines are in its log.</p>`
            : nothing
        }
        ${editedNote(outcome.edited)} ${where('the sandbox')}`;
  }
}

const editedNote = (edited: boolean) =>
  edited
    ? html`<p class="sandbox-note careful">
        You have changed this sandbox: it may do something else than the book’s version, of which the marks speak.
      </p>`
    : nothing;
