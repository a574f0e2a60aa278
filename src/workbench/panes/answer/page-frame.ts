/**
 * An HTML answer as a page, in a frame of its own. A chunk of its own.
 *
 * The frame has no rights (`sandbox` without a word: an origin of its own, no scripts, no forms, no pop-ups, no way to
 * the page around it), and the policy put before the page forbids everything but what is in the page itself. Browsers
 * look ahead for what a page will load, and may ask for it before they have read the policy, so that what loads is
 * taken out before: nothing is asked of any network, whatever the page wants.
 */
import { html, LitElement } from 'lit';
import { decodeText } from '../../format/charset.ts';
import { formatSize } from '../../format/units.ts';
import type { Received } from '../../stores/received.ts';

/** Bytes of a page that are shown. */
const SHOWN = 2_000_000;
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src data:; form-action 'none'; base-uri 'none'";

const LOADERS = 'link, script, base, meta[http-equiv], object, embed, iframe, frame, portal, template';
const SOURCES = ['src', 'srcset', 'imagesrcset', 'poster', 'background', 'data', 'ping', 'xlink:href'];

/** The page without what it would load; parsed in a document of its own, which loads nothing. */
function withoutLoads(page: string): string {
  const parsed = new DOMParser().parseFromString(page, 'text/html');
  for (const element of parsed.querySelectorAll(LOADERS)) element.remove();
  for (const element of parsed.querySelectorAll('*'))
    for (const name of SOURCES)
      if (element.getAttribute(name)?.trim().toLowerCase().startsWith('data:') === false) element.removeAttribute(name);
  for (const style of parsed.querySelectorAll('style'))
    style.textContent = style.textContent.replaceAll(/@import[^;]*;?/gi, '');
  return parsed.documentElement.outerHTML;
}

/** A policy in a `meta` holds for what comes after it; this one comes first, whatever the page begins with. */
export function framed(page: string): string {
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer">${page}`;
}

export class PageFrame extends LitElement {
  static override properties = { response: { attribute: false }, size: { attribute: false } };
  declare response: Received;
  declare size: number;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { response, size } = this;
    const cut = size > SHOWN;
    const text = decodeText(response.begin(SHOWN), response.header('content-type'), cut)?.text ?? '';
    return html`<p class="sandbox-note">
        The page without scripts and without a network: what it would load or run is left
        out.${cut ? ` Only its first ${formatSize(SHOWN)} are shown.` : ''}
      </p>
      <iframe
        class="sandbox-page"
        title="The answer as a page"
        sandbox=""
        referrerpolicy="no-referrer"
        .srcdoc=${framed(withoutLoads(text))}
      ></iframe>`;
  }
}

customElements.define('page-frame', PageFrame);
