/** What has come of a statement. */
import { html, nothing } from 'lit';
import type { SqlResult } from '../../../engine/engine.ts';
import { formatCount } from '../../format/units.ts';
import { grid } from './rows.ts';

/** The rows of a statement, or how many it has changed. */
export function resultView(result: SqlResult, number: number, all: number) {
  const label = all === 1 ? 'Result' : `Result ${number} of ${all}`;
  if (result.columns.length === 0) return html`<p class="sandbox-note">${done(result, label)}</p>`;
  const rows = result.rows.map((cells) => ({ cells, mark: '', changed: [] }));
  const count = `${formatCount(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
  return html`<p class="sandbox-note">
      ${label}: ${result.more ? `the first ${count}; there are more` : count}${parametersNote(result)}
    </p>
    ${rows.length === 0 ? nothing : grid(label, result.columns, false, rows)}`;
}

const done = ({ changes }: SqlResult, label: string): string =>
  `${label}: ${changes === 0 ? 'done, no row was changed' : `${formatCount(changes)} ${changes === 1 ? 'row was' : 'rows were'} changed`}.`;

function parametersNote({ parameters }: SqlResult): string {
  if (parameters.length === 0) return '';
  return `. ${parameters.join(', ')} ${parameters.length === 1 ? 'has no value and is' : 'have no value and are'} NULL`;
}
