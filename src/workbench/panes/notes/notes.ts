import { html, nothing } from 'lit';
import { ENGINE_TITLES } from '../../stores/engine-fit.ts';
import { Pane } from '../pane.ts';

/** What the reader should know of the engine before and while it runs, and of files that a program has written. */
export class SandboxNotes extends Pane {
  protected override render() {
    const { engine, files, notes, run } = this.stores;
    const { fallback, startedIn } = run;
    const { missing } = notes;
    const before = notes.misfits(engine.engine);
    return html`
      ${before.length === 0 ? nothing : html`<p class="sandbox-hint careful">${before.join(' ')}</p>`}
      ${fallback === null ? nothing : html`<p class="sandbox-hint" role="status">${fallback} So this runs in the embedded engine.</p>`}
      ${missing.length === 0 || startedIn === null ? nothing : html`<p class="sandbox-hint">${ENGINE_TITLES[startedIn]} runs this: ${listed(missing)}. The embedded engine can do that.</p>`}
      ${[...files.conflicts.keys()].map(
        (path) =>
          html`<div class="sandbox-hint careful" role="alert">
            <p>A program has written ${path}, which you have changed and not run. Your version is kept.</p>
            <button type="button" class="sandbox-button" @click=${() => files.settleConflict(path, 'program')}>
              Take the program’s ${path}
            </button>
            <button type="button" class="sandbox-button" @click=${() => files.settleConflict(path, 'reader')}>
              Keep mine
            </button>
          </div>`,
      )}
    `;
  }
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

customElements.define('sandbox-notes', SandboxNotes);
