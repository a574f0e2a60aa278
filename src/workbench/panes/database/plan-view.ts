/** The plan of a query as a tree, with what is worth knowing of each step in words. A chunk of its own. */
import { html, nothing } from 'lit';
import type { SqlResult } from '../../../engine/engine.ts';
import { kindsOf, readPlan, type PlanKind, type PlanStep } from '../../database/plan.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import style from './plan.css?inline';

adoptStyle(style);

const WARNED: readonly PlanKind[] = ['scan', 'temporary sort', 'temporary index'];

export function planView(result: SqlResult) {
  const steps = readPlan(result);
  if (steps.length === 0)
    return html`<p class="sandbox-note">There is nothing to plan: the statement reads no table.</p>`;
  const kinds = kindsOf(steps);
  const warned = WARNED.filter((kind) => kinds.has(kind));
  return html`<p class="sandbox-note">
      ${warned.length === 0 ? 'No scan and no temporary sort.' : `In this plan: ${warned.join(', ')}.`}
      ${kinds.has('covering index') ? 'A covering index answers without reading rows of its table.' : nothing}
    </p>
    ${stepList(steps, 'Plan')}`;
}

function stepList(steps: readonly PlanStep[], label?: string): unknown {
  return html`<ul class="database-plan" aria-label=${label ?? nothing}>
    ${steps.map(
      ({ detail, words, kinds, steps: below }) =>
        html`<li>
          <code translate="no">${detail}</code>
          ${kinds.map((kind) => html`<span class="database-kind" data-kind=${kind}>${kind}</span> `)}
          ${words === '' ? nothing : html`<p>${words}</p>`} ${below.length === 0 ? nothing : stepList(below)}
        </li>`,
    )}
  </ul>`;
}
