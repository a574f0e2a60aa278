/**
 * A field for SQL: its result, or its plan. What it runs is read only, until the reader unlocks the program's database. A
 * chunk of its own.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { SqlOutcome } from '../../../engine/engine.ts';
import { WatchingElement } from '../../shared/watching-element.ts';
import type { DatabaseStore } from '../../stores/database.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import { resultView } from './result.ts';
import style from './sql-field.css?inline';

adoptStyle(style);

/** What is shown below the field. */
type Shown =
  | { readonly type: 'results'; readonly outcome: SqlOutcome; readonly unlocked: boolean }
  | { readonly type: 'plan'; readonly view: TemplateResult };

export class SqlField extends WatchingElement {
  static override properties = {
    store: { attribute: false },
    sql: { state: true },
    unlocked: { state: true },
    running: { state: true },
    shown: { state: true },
  };
  declare store: DatabaseStore;
  declare sql: string;
  /** Whether statements run in the program's own database. */
  declare unlocked: boolean;
  declare running: boolean;
  declare shown: Shown | null;

  constructor() {
    super();
    this.sql = '';
    this.unlocked = false;
    this.running = false;
    this.shown = null;
  }

  protected override render() {
    const { running, unlocked, store } = this;
    const { live, table } = store;
    const action = (name: string, label: string, act: () => void, primary = false) =>
      html`<button
        type="button"
        class="sandbox-button${primary ? '' : ' quiet'}"
        data-action=${name}
        ?disabled=${running}
        @click=${act}
      >
        ${label}
      </button>`;
    return html`<div class="database-sql">
      <label for=${`${this.closest('[id]')?.id}-sql`}>SQL</label>
      <textarea
        id=${`${this.closest('[id]')?.id}-sql`}
        rows="3"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        translate="no"
        placeholder=${table === null ? 'SELECT 1' : `SELECT * FROM ${table.name} LIMIT 10`}
        .value=${this.sql}
        @input=${({ target }: Event) => (this.sql = (target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
      ></textarea>
      <div class="database-actions">
        ${action('query', unlocked ? 'Run in the program' : 'Run query', () => void this.#run(), true)}
        ${action('plan', 'Show plan', () => void this.#plan())}
        <label
          ><input
            type="checkbox"
            .checked=${unlocked}
            ?disabled=${!live}
            @change=${({ target }: Event) => (this.unlocked = (target as HTMLInputElement).checked)}
          />
          ${unlocked ? 'Unlocked: statements run in the program’s own database' : 'Unlock, to change the program’s database'}</label
        >
      </div>
      <div class="database-outcome" aria-live="polite">
        ${running ? html`<p class="sandbox-note">Running …</p>` : this.shown === null ? nothing : shownView(this.shown)}
      </div>
    </div>`;
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    // Elsewhere in a sandbox the same keys run its programs.
    event.preventDefault();
    if (!this.running) void this.#run();
  }

  get #text(): string {
    return this.sql.trim() === '' ? (this.querySelector('textarea')?.placeholder ?? '') : this.sql;
  }

  async #run(): Promise<void> {
    const { store, unlocked } = this;
    const outcome = await this.#busy(() =>
      unlocked && store.live ? store.change(this.#text) : store.query(this.#text),
    );
    this.shown = { type: 'results', outcome, unlocked };
  }

  async #plan(): Promise<void> {
    const { store, unlocked } = this;
    const sql = `EXPLAIN QUERY PLAN ${this.#text.replace(/^\s*EXPLAIN\s+(?:QUERY\s+PLAN\s+)?/i, '')}`;
    const outcome = await this.#busy(() =>
      unlocked && store.live ? store.change(sql, { readOnly: true }) : store.query(sql),
    );
    const [result] = outcome.results;
    if (result === undefined) {
      this.shown = { type: 'results', outcome, unlocked };
      return;
    }
    // What puts plans into words comes with the first one.
    const view = await import('./plan-view.ts').then(
      ({ planView }) => planView(result),
      () =>
        html`<p class="database-error">What shows plans could not be loaded. Check the connection and try again.</p>`,
    );
    this.shown = { type: 'plan', view };
  }

  async #busy<Result>(work: () => Promise<Result>): Promise<Result> {
    this.running = true;
    try {
      return await work();
    } finally {
      this.running = false;
    }
  }
}

function shownView(shown: Shown) {
  if (shown.type === 'plan') return shown.view;
  const { results, error } = shown.outcome;
  const all = results.length + (error === null ? 0 : 1);
  return html`${results.map((result, index) => resultView(result, index + 1, all))}
  ${error === null ? nothing : html`<p class="database-error"><b>${error}</b> ${hint(shown)}</p>`}
  ${all === 0 ? html`<p class="sandbox-note">There is no statement in it.</p>` : nothing}`;
}

/** What helps, in a sentence. */
function hint({ outcome: { error, interrupted }, unlocked }: Shown & { type: 'results' }) {
  if (interrupted) return 'It took more than 5 seconds and was interrupted.';
  if (error?.includes('readonly database'))
    return 'It would change the database. This runs in a copy that is only read; unlock, and it runs in the program.';
  if (!unlocked && error?.startsWith('no such function'))
    return 'If the program defines this function itself, a copy does not have it; unlock, and the statement runs in the program.';
  if (unlocked && error?.includes('locked'))
    return 'The program is writing to it, or has a transaction open. Try again when it has ended.';
  return nothing;
}

customElements.define('database-sql', SqlField);
