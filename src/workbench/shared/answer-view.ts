/** An answer's head and body, for the answer pane and for what is sent from inside a sentence. */
import { html } from 'lit';
import type { Received } from '../stores/received.ts';
import './answer-body.ts';
import './answer-headers.ts';

export { statusLine } from './status-line.ts';

export function headerTable({ headers }: Received) {
  return html`<answer-headers .headers=${headers}></answer-headers>`;
}

/** Scrolls by itself when it is long, so it can be focused. */
export function bodyView(response: Received, receiving = false) {
  return html`<answer-body .response=${response} .size=${response.size} .receiving=${receiving}></answer-body>`;
}
