import { html, nothing } from 'lit';
import { Pane } from '../pane.ts';

/** What has just replaced work of the reader's, and the way back. */
export class SandboxUndo extends Pane {
  protected override render() {
    const { undo } = this.stores;
    if (undo.done === null) return nothing;
    return html`<div class="sandbox-hint" role="status">
      <p>${undo.done}</p>
      <button type="button" class="sandbox-button" data-action="undo" @click=${() => undo.undo()}>Undo</button>
      <button type="button" class="sandbox-button quiet" data-action="forget-undo" @click=${() => undo.forget()}>
        Close<span class="visually-hidden"> this note</span>
      </button>
    </div>`;
  }
}

customElements.define('sandbox-undo', SandboxUndo);
