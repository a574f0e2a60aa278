/** What a reader must know before WebContainer is used, in one place. */
import { html } from 'lit';

export const engineTerms = html`
  <p>
    WebContainer is made by StackBlitz. Your browser will load it from <b>stackblitz.com</b>, whose servers then see
    your address and this site’s; the sandbox’s files are handed to it, and <code>npm install</code> loads packages
    through StackBlitz. Nothing of that happens with the embedded engine.
  </p>
  <p>
    It is under StackBlitz’s
    <a href="https://stackblitz.com/terms-of-service" target="_blank" rel="noopener">terms of service</a>. Commercial
    sites need
    <a href="https://webcontainers.io/enterprise" target="_blank" rel="noopener">a license of their own</a> to offer it.
  </p>
`;
