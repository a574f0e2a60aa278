/** The runs as a table: which of them are drawn, and their numbers. */
import { html } from 'lit';
import { formatDuration } from '../../format/duration.ts';
import { formatCount, formatTime } from '../../format/units.ts';
import type { BurstRun } from '../../stores/burst-run.ts';
import { MOMENTS, summarize } from '../../stores/burst-numbers.ts';
import { MOST_RUNS, type BurstsStore } from '../../stores/bursts.ts';

export function burstTable(bursts: BurstsStore) {
  const { runs, shown } = bursts;
  const most = Math.max(...shown.map(({ count }) => count), 0);
  return html`
    <div class="sandbox-tool-scroll" tabindex="0" role="group" aria-label="Numbers of the runs">
      <table class="sandbox-burst-table">
        <thead>
          <tr>
            ${['Drawn', 'Run', 'Sent', 'Answered', 'Refused', 'No answer', 'Statuses', 'Time', 'Per second', '50 %', '95 %', '99 %', 'Longest'].map((head) => html`<th scope="col">${head}</th>`)}
            <th scope="col"><span class="visually-hidden">Forget</span></th>
          </tr>
        </thead>
        <tbody>
          ${runs.map((run) => row(run, bursts))}
        </tbody>
      </table>
    </div>
    <p class="sandbox-note">
      Refused is 400 and above. The last four columns say within which time so many of the answers came. The last
      ${MOST_RUNS} runs are
      kept.${most > MOMENTS ? ` The plot has the counts at ${MOMENTS} moments of ${formatCount(most)} requests; the CSV has every request.` : ''}
    </p>
  `;
}

function row(run: BurstRun, bursts: BurstsStore) {
  const { name, total, together, gap, time: clock } = run.plan;
  const { counts, statuses, time, percentiles } = summarize(run);
  const latency = (value: number | undefined) => html`<td>${value === undefined ? '–' : formatTime(value)}</td>`;
  const label = `${formatCount(total)}, ${together} at a time, ${gap === 0 ? 'one group after the other' : `${formatDuration(gap)} apart`}, ${clock} time`;
  return html`<tr>
    <td>
      <input
        type="checkbox"
        aria-label="Draw ${name}"
        .checked=${bursts.shown.includes(run)}
        @change=${(event: Event) => bursts.show(run, (event.target as HTMLInputElement).checked)}
      />
    </td>
    <th scope="row">${name}<span class="sandbox-note">${label}</span></th>
    <td>${formatCount(run.count)}</td>
    <td>${formatCount(counts.answered)}</td>
    <td>${formatCount(counts.refused)}</td>
    <td>${formatCount(counts['no answer'])}</td>
    <td>${statuses.map(([status, count]) => `${status}: ${formatCount(count)}`).join(', ') || '–'}</td>
    <td>${formatTime(time)}</td>
    <td>${time === 0 ? '–' : formatCount(Number(((run.count / time) * 1000).toPrecision(3)))}</td>
    ${latency(percentiles?.p50)}${latency(percentiles?.p95)}${latency(percentiles?.p99)}${latency(percentiles?.longest)}
    <td>
      <button
        type="button"
        class="sandbox-button quiet"
        data-action="forget-burst"
        aria-label="Forget ${name}"
        ?disabled=${bursts.sending}
        @click=${() => bursts.remove(run)}
      >
        Forget
      </button>
    </td>
  </tr>`;
}
