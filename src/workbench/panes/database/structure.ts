/** The columns and indexes of a table. */
import { html, nothing } from 'lit';
import type { ColumnInfo, IndexInfo, TableInfo } from '../../database/schema.ts';

export function structureView({ name, columns, indexes, kind, strict }: TableInfo) {
  const what = kind === 'view' ? 'view' : `${strict ? 'strict ' : ''}${kind === 'virtual' ? 'virtual table' : 'table'}`;
  const counts = [`${columns.length} ${columns.length === 1 ? 'column' : 'columns'}`];
  if (kind !== 'view') counts.push(`${indexes.length} ${indexes.length === 1 ? 'index' : 'indexes'}`);
  return html`<details class="database-structure">
    <summary><b>${name}</b> <span>${what}, ${counts.join(', ')}</span></summary>
    <ul class="database-columns" aria-label="Columns of ${name}">
      ${columns.map(columnView)}
    </ul>
    ${
      indexes.length === 0
        ? nothing
        : html`<ul class="database-indexes" aria-label="Indexes of ${name}">
            ${indexes.map(indexView)}
          </ul>`
    }
  </details>`;
}

const columnView = ({ name, type, notNull, primaryKey, defaultValue, generated, references }: ColumnInfo) =>
  html`<li>
    <code>${name}</code> <span class="database-type">${type}</span>
    ${[
      primaryKey > 0 ? 'primary key' : '',
      notNull ? 'not null' : '',
      generated ? 'generated' : '',
      defaultValue === null ? '' : `default ${defaultValue}`,
      references === null ? '' : `refers to ${references}`,
    ]
      .filter((each) => each !== '')
      .join(', ')}
  </li>`;

const indexView = ({ name, columns, unique, partial, origin, sql }: IndexInfo) =>
  html`<li>
    <code>${name}</code> <span class="database-type">(${columns.join(', ')})</span>
    ${[
      unique ? 'unique' : '',
      partial ? 'partial' : '',
      origin === 'statement' ? '' : `made for ${origin === 'unique' ? 'UNIQUE' : 'PRIMARY KEY'}`,
    ]
      .filter((each) => each !== '')
      .join(', ')}
    ${sql === '' ? nothing : html`<code class="database-sql-text">${sql}</code>`}
  </li>`;
