/** What the panes share that a reader opens by “More”: a heading, a way to close it, and where the focus goes. */
import { html } from 'lit';
import type { PaneId } from '../../sandbox/panes.ts';
import { adoptStyle } from '../shared/adopt-style.ts';
import { Pane } from './pane.ts';
import toolStyle from './tool-pane.css?inline';

adoptStyle(toolStyle);

export abstract class ToolPane extends Pane {
  protected abstract readonly tool: PaneId;
  protected abstract readonly heading: string;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => {
      if (!this.stores.panes.takeAsked(this.tool)) return;
      this.querySelector<HTMLElement>('.sandbox-tool-title')?.focus();
      this.scrollIntoView({ block: 'nearest' });
    });
  }

  protected override render() {
    const title = this.id_(this.tool, 'title');
    return html`<section class="sandbox-tool" aria-labelledby=${title}>
      <div class="sandbox-tabbar">
        <p class="sandbox-strip-title sandbox-tool-title" id=${title} tabindex="-1">${this.heading}</p>
        <button
          type="button"
          class="sandbox-button quiet"
          data-action="close-tool"
          aria-label="Close: ${this.heading}"
          @click=${this.#close}
        >
          Close
        </button>
      </div>
      <div class="sandbox-tool-body">${this.body()}</div>
    </section>`;
  }

  protected abstract body(): unknown;

  readonly #close = () => {
    const more = this.closest('live-sandbox')?.querySelector<HTMLElement>('[data-action="more"]');
    this.stores.panes.close(this.tool);
    more?.focus();
  };
}
