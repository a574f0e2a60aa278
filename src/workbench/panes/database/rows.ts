/** Rows of a table, page by page, with what the last request has changed. */
import { html, nothing } from 'lit';
import type { SqlCell } from '../../../engine/engine.ts';
import { SHOWN_COLUMNS, shown, type MarkedRow } from '../../database/changes.ts';
import type { TableInfo } from '../../database/schema.ts';
import { formatCount } from '../../format/units.ts';
import { PAGE, type DatabaseStore, type RowsPage } from '../../stores/database.ts';

export function rowsView(store: DatabaseStore, table: TableInfo, page: RowsPage) {
  const { from, rows, removed, more, problem } = page;
  if (problem !== null) return html`<p class="sandbox-note careful">${problem}</p>`;
  const marks = store.seen?.changes?.get(table.name) ?? null;
  const columns = shown(table);
  const last = from + rows.length;
  const total = table.rows !== null && !store.onlyChanged ? ` of ${formatCount(table.rows)}` : '';
  const step = (label: string, action: string, to: number, able: boolean) =>
    html`<button
      type="button"
      class="sandbox-button quiet"
      data-action=${action}
      ?disabled=${!able}
      @click=${() => store.show(table.name, to)}
    >
      ${label}
    </button>`;
  const end = Math.max(0, (Math.ceil((table.rows ?? 0) / PAGE) - 1) * PAGE);
  return html`<div class="database-paging">
      <p>${rows.length === 0 ? 'No rows' : `Rows ${formatCount(from + 1)} to ${formatCount(last)}${total}`}</p>
      ${step('First', 'first', 0, from > 0)} ${step('Previous', 'previous', Math.max(0, from - PAGE), from > 0)}
      ${step('Next', 'next', last, more)}
      ${table.rows === null || store.onlyChanged ? nothing : step('Last', 'last', end, more)}
      ${
        marks === null || marks.added + marks.changed === 0
          ? nothing
          : html`<label
              ><input
                type="checkbox"
                .checked=${store.onlyChanged}
                @change=${({ target }: Event) => store.showOnlyChanged((target as HTMLInputElement).checked)}
              />
              Changed rows only</label
            >`
      }
    </div>
    ${
      table.columns.length > SHOWN_COLUMNS
        ? html`<p class="sandbox-note">
            ${formatCount(table.columns.length - SHOWN_COLUMNS)} more columns are not shown.
          </p>`
        : nothing
    }
    ${
      rows.length + removed.length === 0
        ? nothing
        : grid(`Rows of ${table.name}`, columns, marks !== null, [
            ...removed.map((cells) => ({ cells, mark: 'gone', changed: [] })),
            ...rows.map((row) => ({ ...row, mark: row.mark ?? '' })),
          ])
    }
    ${
      marks !== null && from === 0 && marks.removed > removed.length
        ? html`<p class="sandbox-note">${formatCount(marks.removed - removed.length)} more rows are gone.</p>`
        : nothing
    }`;
}

/** @param rows each with what its mark says, if it has one */
export function grid(
  label: string,
  columns: readonly string[],
  marked: boolean,
  rows: readonly (Omit<MarkedRow, 'mark'> & { readonly mark: string })[],
) {
  // Numbers stand on the right, and so does what is above them.
  const types = rows[0]?.cells.map(({ type }) => type) ?? [];
  return html`<div class="database-scroll" tabindex="0" role="region" aria-label=${label}>
    <table class="database-rows" translate="no">
      <thead>
        <tr>
          ${marked ? html`<th scope="col"><span class="visually-hidden">Since the last request</span></th>` : nothing}
          ${columns.map((name, index) => html`<th scope="col" data-type=${types[index] ?? 'text'}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ cells, mark, changed }) =>
            html`<tr data-mark=${mark === '' ? nothing : mark}>
              ${marked ? html`<td class="database-mark">${mark}</td>` : nothing}
              ${cells.map((cell, index) => cellView(cell, changed[index] === true))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cellView({ type, text, length }: SqlCell, changed: boolean) {
  const rest =
    length === undefined ? nothing : html`<i>… ${formatCount(length)} ${type === 'blob' ? 'bytes' : 'characters'}</i>`;
  const value = type === 'blob' ? `x'${text}'` : text;
  return html`<td data-type=${type}>${changed ? html`<mark>${value}</mark>` : value}${rest}</td>`;
}
