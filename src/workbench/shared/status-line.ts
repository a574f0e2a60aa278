/** The first line of an answer. */
import { html } from 'lit';
import { formatSize, formatTime } from '../format/units.ts';
import type { Received } from '../stores/received.ts';
import { statusClass } from './status-class.ts';

/** `429 Too Many Requests · 1.3 ms · 61 bytes` */
export function statusLine({ status, statusText, time, size }: Received, receiving = false) {
  return html`<span class="sandbox-answer-status ${statusClass(status)}">${status} ${statusText}</span> ·
    ${receiving ? 'receiving' : html`${formatTime(time)} · ${formatSize(size)}`}`;
}
