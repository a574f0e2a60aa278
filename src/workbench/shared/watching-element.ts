/** Elements that show what stores say, in the page's own DOM: its styles, its search, its selection. */
import { LitElement, type PropertyValues } from 'lit';
import { Reading } from '../stores/signal.ts';

/** Renders again when something that the last rendering has read from a store is another value. */
export abstract class WatchingElement extends LitElement {
  readonly #reading = new Reading(() => {
    if (this.#reading.changed) this.onStale();
  });

  #frame = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    // What has happened while it was not in the page was not heard.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reading.end();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override update(changed: PropertyValues): void {
    this.#reading.run(() => super.update(changed));
  }

  /** Something that is shown has changed. */
  protected onStale(): void {
    this.requestUpdate();
  }

  /** The `onStale` of what changes fast: it is rendered once per frame. */
  protected renderInFrame(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.requestUpdate();
    });
  }
}
