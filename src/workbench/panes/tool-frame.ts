/** The frame of a pane that a reader opens by “More”: its heading and a way to close it; with or without scripts. */
import { html } from 'lit';

/** What stands in a pane that has nothing to show before something runs. */
export const WAITING = {
  clock:
    'Press Run: all processes of this sandbox and the wires between them go by one clock, which can be held and moved here.',
  map: 'Press Run: then processes can be ended and started here, and wires slowed down and cut.',
  wire: 'Press Run, then send a request: every byte that goes over a wire is shown here.',
} as const;

export interface ToolFrame {
  /** The heading's id, unique on the page. */
  readonly id: string;
  readonly heading: string;
  /** A template, or the sentence of a pane that waits. */
  readonly body: unknown;
  readonly close: () => void;
}

export function toolFrame({ id, heading, body, close }: ToolFrame) {
  return html`<section class="sandbox-tool" aria-labelledby=${id}>
    <div class="sandbox-tabbar">
      <p class="sandbox-strip-title sandbox-tool-title" id=${id} tabindex="-1">${heading}</p>
      <button
        type="button"
        class="sandbox-button quiet"
        data-action="close-tool"
        aria-label="Close: ${heading}"
        @click=${close}
      >
        Close
      </button>
    </div>
    <div class="sandbox-tool-body">${typeof body === 'string' ? html`<p class="sandbox-note">${body}</p>` : body}</div>
  </section>`;
}
