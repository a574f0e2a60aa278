/** What the panes share that a reader opens by “More”: a heading, a way to close it, and where the focus goes. */
import type { PaneId } from '../../sandbox/panes.ts';
import { adoptStyle } from '../shared/adopt-style.ts';
import { Pane } from './pane.ts';
import { toolFrame } from './tool-frame.ts';
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
    return toolFrame({
      id: this.id_(this.tool, 'title'),
      heading: this.heading,
      body: this.body(),
      close: this.#close,
    });
  }

  /** A template, or a sentence. */
  protected abstract body(): unknown;

  readonly #close = () => {
    const more = this.closest('live-sandbox')?.querySelector<HTMLElement>('[data-action="more"]');
    this.stores.panes.close(this.tool);
    more?.focus();
  };
}
