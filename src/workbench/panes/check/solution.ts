import { html, nothing } from 'lit';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import { compare, type Hunk } from './compare.ts';

const DONE = 'The solution is in the editor.';

/** The solution of an exercise as the difference to the reader's files, and the way to have it in the editor. */
export class SandboxSolution extends Pane {
  /** Path to text. */
  readonly #solution: Readonly<Record<string, string>>;

  /** @param place holds the solution's files as the page has brought them */
  constructor(stores: SandboxStores, place: HTMLElement) {
    super(stores);
    const files = [...place.querySelectorAll<HTMLElement>('[data-solution-path]')];
    // The highlighter leaves out the line break that ends a file.
    this.#solution = Object.fromEntries(
      files.map((file) => [file.dataset['solutionPath']!, `${file.querySelector('pre')?.textContent ?? ''}\n`]),
    );
  }

  protected override render() {
    const { files, undo } = this.stores;
    const entries = Object.entries(this.#solution);
    const same = entries.every(([path, text]) => files.has(path) && files.text(path) === text);
    return html`
      <div class="solution-head" role="group" aria-label="Solution and your files">
        <button
          type="button"
          class="sandbox-button"
          data-action="take-solution"
          ?disabled=${same}
          @click=${() => files.put(this.#solution, DONE)}
        >
          Put the solution into the editor
        </button>
        ${
          undo.done === DONE
            ? html`<button
                type="button"
                class="sandbox-button"
                data-action="undo-solution"
                @click=${() => this.#undo()}
              >
                Undo: my files again
              </button>`
            : nothing
        }
        <p class="sandbox-note" role="status">
          ${same ? 'Your files are those of the solution.' : 'What the solution takes away from your files, and what it adds.'}
        </p>
      </div>
      ${entries.map(([path, text]) => this.#file(path, text))}
    `;
  }

  #undo(): void {
    this.stores.undo.undo();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('[data-action="take-solution"]')?.focus());
  }

  #file(path: string, text: string) {
    const { files } = this.stores;
    const hunks = compare(files.has(path) ? files.text(path) : '', text);
    const says = !files.has(path) ? 'a new file' : hunks.length === 0 ? 'as you have it' : '';
    return html`<div class="exercise-solution-file">
      <p class="exercise-file-name">${path}${says === '' ? nothing : html` <span>(${says})</span>`}</p>
      ${
        hunks.length === 0
          ? nothing
          : html`<pre
              class="solution-difference"
              tabindex="0"
              role="group"
              aria-label="Difference in ${path}"
            ><code>${hunks.map(hunkView)}</code></pre>`
      }
    </div>`;
  }
}

/** The sign before a line is text, so that it is copied, read out and printed like the line. */
const SIGNS = { removed: '− ', added: '+ ', same: '  ' } as const;

function hunkView({ first, lines }: Hunk, index: number) {
  return html`${index === 0 && first === 1 ? nothing : html`<span class="line place">line ${first}</span>`}${lines.map(
    ({ kind, text }) => {
      const line = `${SIGNS[kind]}${text}`;
      if (kind === 'removed') return html`<del class="line">${line}</del>`;
      return kind === 'added' ? html`<ins class="line">${line}</ins>` : html`<span class="line">${line}</span>`;
    },
  )}`;
}

customElements.define('sandbox-solution', SandboxSolution);
