/** The check of an exercise: a button, what is going on, and each assertion with what was seen. */
import { html, nothing } from 'lit';
import type { Assertion, CheckOutcome } from '../../../lab/check.ts';
import { runIcon, stopIcon } from '../../shared/icons.ts';
import { assertionView } from './assertion-view.ts';

export interface CheckView {
  readonly running: boolean;
  /** The step that a check has come to before its first assertion. */
  readonly step: string | null;
  readonly assertions: readonly Assertion[];
  readonly outcome: Pick<CheckOutcome, 'passed'> | null;
  readonly problem: string | null;
  /** Whether a file has been changed since. */
  readonly outdated: boolean;
  /** Whether everything has held once, now or at an earlier visit. */
  readonly solved: boolean;
  /** What the reader should know of where the check runs and what is kept of it, a sentence each. */
  readonly notes: readonly string[];
  run(): void;
  stop(): void;
}

/** Before anything is known, as the page has it. */
export const UNCHECKED: CheckView = {
  running: false,
  step: null,
  assertions: [],
  outcome: null,
  problem: null,
  outdated: false,
  solved: false,
  notes: [],
  run: () => {},
  stop: () => {},
};

export function checkTemplate(view: CheckView) {
  const { running, assertions, problem, notes } = view;
  return html`
    <div class="check-head">
      <button
        type="button"
        class="sandbox-button ${running ? '' : 'primary'}"
        data-action="check"
        @click=${() => (running ? view.stop() : view.run())}
      >
        ${running ? stopIcon : runIcon}<span>${running ? 'Stop check' : 'Run check'}</span>
      </button>
      <p class="check-status" role="status" data-result=${resultOf(view)}>${statusOf(view)}</p>
      ${
        running && assertions.length > 0
          ? html`<span class="check-count" aria-hidden="true">${countOf(assertions)}</span>`
          : nothing
      }
      ${view.solved ? html`<p class="check-solved"><span aria-hidden="true">✓ </span>Solved</p>` : nothing}
    </div>
    ${notes.map((note) => html`<p class="sandbox-note check-note">${note}</p>`)}
    ${problem === null ? nothing : html`<p class="check-problem" role="alert">${problem}</p>`}
    ${
      assertions.length === 0
        ? nothing
        : html`<ol class="check-assertions" aria-label="Assertions">
            ${assertions.map(assertionView)}
          </ol>`
    }
  `;
}

function resultOf({ running, outcome, outdated }: CheckView): string {
  if (running || outcome === null || outdated) return 'none';
  return outcome.passed ? 'passed' : 'failed';
}

/** What is said of a check, and read out when it is other than before: `3 of 12 assertions do not hold`. */
export function statusOf({ running, step, assertions, outcome, problem, outdated }: Omit<CheckView, 'run' | 'stop'>) {
  if (running) return step ?? 'checking';
  if (outcome === null && problem === null) return 'Tests your files as they are now, beside what runs above.';
  const before = outdated ? 'Before your last change: ' : '';
  const failed = assertions.filter(({ passed }) => !passed).length;
  if (failed === 1 && assertions.length === 1) return `${before}the assertion does not hold`;
  if (failed > 0)
    return `${before}${failed} of ${assertions.length} assertions ${failed === 1 ? 'does' : 'do'} not hold`;
  if (problem !== null) return `${before}no result`;
  return `${before}${assertions.length === 1 ? 'the assertion holds' : `all ${assertions.length} assertions hold`}`;
}

/** How far a check has come; not read out, for the list below says the same. */
function countOf(assertions: readonly Assertion[]): string {
  const failed = assertions.filter(({ passed }) => !passed).length;
  return `${assertions.length - failed} hold, ${failed} ${failed === 1 ? 'does' : 'do'} not`;
}
