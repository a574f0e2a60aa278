/** An answer's head and body, for the answer pane and for what is sent from inside a sentence. */
import { html, nothing } from 'lit';
import type { HttpResponse } from '../../engine/engine.ts';
import { readBody } from '../format/body.ts';
import { tokenizeJson } from '../format/json-tokens.ts';
import { formatSize, formatTime } from '../format/units.ts';
import { statusClass } from './status-class.ts';

/** `429 Too Many Requests · 1.3 ms · 61 bytes` */
export function statusLine({ status, statusText, time, body }: HttpResponse) {
  return html`<span class="sandbox-answer-status ${statusClass(status)}">${status} ${statusText}</span> ·
    ${formatTime(time)} · ${formatSize(body.length)}`;
}

export function headerTable(response: HttpResponse) {
  return html`<table class="sandbox-headers">
    <caption class="visually-hidden">
      Headers of the answer
    </caption>
    <tbody>
      ${response.headers.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Scrolls by itself when it is long, so it can be focused. */
export function bodyView(response: HttpResponse) {
  const type = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const { kind, text, rest, note } = readBody(response.body, type);
  if (kind === 'empty') return html`<p class="sandbox-note">The answer has no body.</p>`;
  if (kind === 'binary') return html`<p class="sandbox-note">${text}</p>`;
  return html`${note === null ? nothing : html`<p class="sandbox-note">${note}</p>`}
    <pre
      class="sandbox-body"
      tabindex="0"
      role="group"
      aria-label="Body of the answer"
    ><code>${kind === 'json' ? jsonTokens(text) : text}</code></pre>
    ${rest === 0 ? nothing : html`<p class="sandbox-note">${formatSize(rest)} more are not shown.</p>`}`;
}

/** Coloring costs an element a token; a long body is read better plain than late. */
const COLORED = 20_000;

function jsonTokens(text: string) {
  if (text.length > COLORED) return text;
  return tokenizeJson(text).map(({ kind, text: piece }) =>
    kind === 'plain' ? piece : html`<span class=${classOf[kind] ?? nothing}>${piece}</span>`,
  );
}

const classOf: Record<string, string> = {
  key: 'tk-function',
  string: 'tk-string',
  number: 'tk-constant',
  word: 'tk-constant',
};
