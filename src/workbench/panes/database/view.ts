/** What is in a database: its tables, their columns and rows. A chunk of its own; the field for SQL is another. */
import { html, nothing } from 'lit';
import { formatCount, formatSize } from '../../format/units.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import { Lazy } from '../../shared/lazy.ts';
import { tryAgainNote } from '../../shared/try-again.ts';
import { WatchingElement } from '../../shared/watching-element.ts';
import type { DatabaseInfo } from '../../../engine/engine.ts';
import type { TableChanges } from '../../database/changes.ts';
import type { TableInfo } from '../../database/schema.ts';
import { DatabaseStore } from '../../stores/database.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import style from './database.css?inline';
import { rowsView } from './rows.ts';
import { structureView } from './structure.ts';

adoptStyle(style);

const sqlField = new Lazy(() => import('./sql-field.ts'));

export class DatabaseView extends WatchingElement {
  static override properties = { stores: { attribute: false }, asking: { state: true } };
  declare stores: SandboxStores;
  /** Whether the field for SQL is open. */
  declare asking: boolean;
  #store: DatabaseStore | null = null;

  constructor() {
    super();
    this.asking = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#store ??= new DatabaseStore(this.stores);
    this.#store.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#store?.end();
    this.#store = null;
  }

  protected override onStale(): void {
    this.renderInFrame();
  }

  protected override render() {
    const store = this.#store;
    if (store === null) return nothing;
    const { seen, note, looking, table, page } = store;
    return html`<section class="database" aria-label="Database">
      <div class="database-head">
        ${this.#choice(store)}
        <p class="sandbox-note" role="status">${note ?? (seen === null ? 'Looking …' : summary(seen.changes))}</p>
        <button
          type="button"
          class="sandbox-button quiet"
          data-action="look"
          ?disabled=${looking}
          @click=${() => store.look()}
        >
          Look again
        </button>
      </div>
      ${
        seen === null
          ? nothing
          : html`<div class="database-body">
                ${tableList(store)}
                <div class="database-table">
                  ${table === null ? emptyNote(seen.tables) : structureView(table)}
                  ${
                    table === null || page === null || page.table !== table.name
                      ? nothing
                      : rowsView(store, table, page)
                  }
                </div>
              </div>
              ${this.#ask(store)}`
      }
    </section>`;
  }

  #ask(store: DatabaseStore) {
    const toggle = ({ target }: Event) => (this.asking = (target as HTMLDetailsElement).open);
    return html`<details class="database-ask" .open=${this.asking} @toggle=${toggle}>
      <summary>Query in SQL</summary>
      ${this.asking ? this.#field(store) : nothing}
    </details>`;
  }

  #field(store: DatabaseStore) {
    if (sqlField.want(() => this.requestUpdate()) !== null) return html`<database-sql .store=${store}></database-sql>`;
    if (!sqlField.failed) return html`<p class="sandbox-note sandbox-missing">Loading …</p>`;
    return tryAgainNote('The field for SQL could not be loaded.', () => {
      sqlField.retry();
      this.requestUpdate();
    });
  }

  #choice(store: DatabaseStore) {
    const { databases, seen } = store;
    if (seen === null) return nothing;
    if (databases.length < 2)
      return html`<p class="database-name">
        ${nameOf(seen.database)} <span>${formatSize(seen.database.bytes)}</span>
      </p>`;
    const choose = ({ target }: Event) => store.choose((target as HTMLSelectElement).value);
    return html`<label class="database-choice"
      ><span class="visually-hidden">Database</span>
      <select @change=${choose}>
        ${databases.map(
          (each) =>
            html`<option value=${each.id} ?selected=${each.id === seen.database.id}>
              ${nameOf(each)} · ${each.process}
            </option>`,
        )}
      </select></label
    >`;
  }
}

/** The last part of a file's path; of one in memory, what it is. */
function nameOf({ path, schema }: DatabaseInfo): string {
  if (path === null) return schema === 'main' ? ':memory:' : `:memory: as ${schema}`;
  return path.slice(path.lastIndexOf('/') + 1);
}

function tableList(store: DatabaseStore) {
  const { seen, table } = store;
  return html`<ul class="database-tables" aria-label="Tables">
    ${seen!.tables.map(
      (each) =>
        html`<li>
          <button
            type="button"
            data-action="table"
            data-key=${each.name}
            aria-current=${each === table ? 'true' : nothing}
            @click=${() => store.show(each.name)}
          >
            <span>${each.name}</span>
            <span class="database-count">${each.rows === null ? 'not counted' : rowCount(each)}</span>
            ${badge(seen!.changes?.get(each.name))}
          </button>
        </li>`,
    )}
  </ul>`;
}

const rowCount = ({ rows, kind }: TableInfo): string =>
  `${formatCount(rows ?? 0)} ${rows === 1 ? 'row' : 'rows'}${kind === 'table' ? '' : `, ${KINDS[kind]}`}`;

const KINDS = { view: 'view', virtual: 'virtual table', shadow: 'inside a virtual table', table: 'table' } as const;

function badge(changes: TableChanges | null | undefined) {
  const words = changes ? changeWords(changes) : '';
  return words === '' ? nothing : html`<span class="database-badge">${words}</span>`;
}

/** `1 new, 2 changed, 1 gone`; empty when nothing is. */
function changeWords({ added, changed, removed }: TableChanges): string {
  const parts = [
    [added, 'new'],
    [changed, 'changed'],
    [removed, 'gone'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${formatCount(count)} ${word}`)
    .join(', ');
}

function summary(changes: ReadonlyMap<string, TableChanges | null> | null): string {
  if (changes === null) return 'What the next request changes will be marked.';
  const tables = [...changes].flatMap(([name, each]) => {
    if (each === null) return [`${name} could not be compared`];
    const words = changeWords(each);
    return words === '' ? [] : [`${name}: ${words}`];
  });
  return tables.length === 0 ? 'The last request has changed no row.' : `Since the last request: ${tables.join('; ')}.`;
}

const emptyNote = (tables: readonly TableInfo[]) =>
  html`<p class="sandbox-note">${tables.length === 0 ? 'There are no tables in it.' : 'Choose a table.'}</p>`;

customElements.define('database-view', DatabaseView);
