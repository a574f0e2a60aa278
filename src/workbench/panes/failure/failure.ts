import { html, nothing } from 'lit';
import { didYouMean } from '../../stores/did-you-mean.ts';
import { Pane } from '../pane.ts';

/** The error that has ended a program, where the reader looks, and the way to its line. */
export class SandboxFailure extends Pane {
  protected override render() {
    const { data, failure, files, run } = this.stores;
    const { error } = failure;
    const { failed } = run;
    if (failed === null) return nothing;
    const several = Object.keys(data.processes).length > 1;
    const meant = error?.fatal === true ? didYouMean(error.message, data.dependencies, files.shown) : null;
    const place = error?.fatal === true ? error.place : null;
    return html`<div class="sandbox-problem" role="alert">
      <p class="sandbox-failure">
        ${several ? html`<b>${failed.name}</b> ` : nothing}${
          error?.fatal === true
            ? html`<code translate="no">${error.message}</code>`
            : html`It has ended with code ${failed.exitCode} and said nothing of an error.`
        }
      </p>
      ${meant === null ? nothing : html`<p>${meant}</p>`}
      ${
        place === null
          ? nothing
          : html`<button
              type="button"
              class="sandbox-button"
              data-action="reveal"
              ?disabled=${!files.shown.includes(place.path)}
              @click=${() => files.reveal(place.path, place.line)}
            >
              Go to line ${place.line} of ${place.path}
            </button>`
      }
    </div>`;
  }
}

customElements.define('sandbox-failure', SandboxFailure);
