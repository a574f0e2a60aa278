/** The two signs of the controls, drawn so that no font decides how they look. */
import { svg } from 'lit';

const icon = (path: string) =>
  svg`<svg class="sandbox-icon" viewBox="0 0 12 12" aria-hidden="true"><path d=${path} fill="currentColor"/></svg>`;

export const runIcon = icon('M2.5 1.2v9.6L11 6z');
export const stopIcon = icon('M2 2h8v8H2z');
