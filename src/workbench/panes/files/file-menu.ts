import { html, nothing } from 'lit';
import { placeBelow } from '../../shared/place-below.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import type { FilesView } from './template.ts';

/** What can be done with the file in front, and how code is shown: what is wanted rarely. */
export class SandboxFileMenu extends Pane {
  readonly path: string;
  readonly #button: HTMLElement;

  readonly #view: FilesView;

  /** @param button opens it, and gets the focus back */
  constructor(stores: SandboxStores, path: string, button: HTMLElement, view: FilesView) {
    super(stores);
    this.path = path;
    this.#button = button;
    this.#view = view;
  }

  protected override firstUpdated(): void {
    const menu = this.#popover;
    menu.showPopover();
    placeBelow(menu, this.#button, 'right');
    menu.querySelector<HTMLElement>('button, input')?.focus();
  }

  protected override render() {
    const { editor, files } = this.stores;
    const { path } = this;
    const item = (action: string, label: string, act: () => void) =>
      html`<button type="button" class="sandbox-menu-item" data-action=${action} @click=${() => this.#do(act)}>
        ${label}
      </button>`;
    return html`<div
      class="sandbox-menu sandbox-file-menu"
      popover="auto"
      role="dialog"
      aria-label="File ${path}"
      @toggle=${this.#onToggle}
    >
      ${
        files.isEdited(path)
          ? item('compare', this.#view.compared === null ? 'What I have changed' : 'Back to the code', () =>
              this.#view.compare(),
            )
          : nothing
      }
      ${files.isEdited(path) ? item('reset-file', `Reset ${path}`, () => files.resetFile(path)) : nothing}
      <label class="sandbox-menu-item">
        <input
          type="checkbox"
          .checked=${editor.wraps}
          @change=${(event: Event) => (editor.wraps = (event.target as HTMLInputElement).checked)}
        />
        Continue long lines below
      </label>
      <label class="sandbox-menu-item">
        <input
          type="checkbox"
          .checked=${editor.tabIndents}
          @change=${(event: Event) => (editor.tabIndents = (event.target as HTMLInputElement).checked)}
        />
        Tab indents
      </label>
    </div>`;
  }

  get #popover(): HTMLElement {
    return this.querySelector<HTMLElement>('.sandbox-menu')!;
  }

  /** Closes before it acts: what is done may take the focus elsewhere. */
  #do(act: () => void): void {
    this.#popover.hidePopover();
    this.#button.focus();
    act();
  }

  readonly #onToggle = (event: ToggleEvent) => {
    if (event.newState === 'closed') this.remove();
  };
}

customElements.define('sandbox-file-menu', SandboxFileMenu);
