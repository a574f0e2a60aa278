import { html, nothing, type PropertyValues } from 'lit';
import { placeBelow } from '../../shared/place-below.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import { fileNameProblem } from './file-names.ts';
import type { FilesView } from './template.ts';

/** What can be done with the file in front, and how code is shown: what is wanted rarely. */
export class SandboxFileMenu extends Pane {
  static override properties = { naming: { state: true }, problem: { state: true } };
  /** What a name is asked for. */
  declare naming: 'new' | 'rename' | null;
  /** What is wrong with the name, in a sentence. */
  declare problem: string | null;
  readonly path: string;
  readonly #button: HTMLElement;
  readonly #view: FilesView;

  /** @param button opens it, and gets the focus back */
  constructor(stores: SandboxStores, path: string, button: HTMLElement, view: FilesView) {
    super(stores);
    this.path = path;
    this.naming = null;
    this.problem = null;
    this.#button = button;
    this.#view = view;
  }

  protected override firstUpdated(): void {
    const menu = this.#popover;
    menu.showPopover();
    placeBelow(menu, this.#button, 'right');
    menu.querySelector<HTMLElement>('button, input')?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (this.naming !== null && changed.get('naming') === null) this.querySelector('input')?.select();
  }

  protected override render() {
    return html`<div
      class="sandbox-menu sandbox-file-menu"
      popover="auto"
      role="dialog"
      aria-label="File ${this.path}"
      @toggle=${this.#onToggle}
    >
      ${this.naming === null ? this.#actions() : this.#name(this.naming)}
    </div>`;
  }

  #actions() {
    const { editor, files } = this.stores;
    const { path } = this;
    const item = (action: string, label: string, act: () => void) =>
      html`<button type="button" class="sandbox-menu-item" data-action=${action} @click=${act}>${label}</button>`;
    const closing = (act: () => void) => () => this.#do(act);
    const setting = (label: string, name: 'wraps' | 'tabIndents') =>
      html`<label class="sandbox-menu-item">
        <input
          type="checkbox"
          .checked=${editor[name]}
          @change=${(event: Event) => (editor[name] = (event.target as HTMLInputElement).checked)}
        />
        ${label}
      </label>`;
    const comparing = this.#view.compared !== null;
    return html`
      ${item(
        'search',
        `Find in ${path}`,
        closing(() => this.#view.search()),
      )}
      ${
        files.isEdited(path)
          ? html`${item(
              'compare',
              comparing ? 'Back to the code' : 'What I have changed',
              closing(() => this.#view.compare()),
            )}
            ${item(
              'reset-file',
              `Reset ${path}`,
              closing(() => files.resetFile(path)),
            )}`
          : nothing
      }
      ${item('new-file', 'New file', () => (this.naming = 'new'))}
      ${item('rename-file', `Rename ${path}`, () => (this.naming = 'rename'))}
      ${
        files.shown.length > 1
          ? item(
              'delete-file',
              `Delete ${path}`,
              closing(() => files.remove(path)),
            )
          : nothing
      }
      <hr />
      ${setting('Continue long lines below', 'wraps')} ${setting('Tab indents', 'tabIndents')}
    `;
  }

  #name(naming: 'new' | 'rename') {
    const id = this.id_('file-name');
    return html`<form class="sandbox-file-name-form" @submit=${this.#onName}>
      <label for=${id}>${naming === 'new' ? 'Name of the new file' : `New name of ${this.path}`}</label>
      <input
        id=${id}
        type="text"
        autocapitalize="off"
        autocomplete="off"
        spellcheck="false"
        translate="no"
        .value=${naming === 'new' ? '' : this.path}
        aria-invalid=${this.problem === null ? 'false' : 'true'}
        aria-describedby=${this.problem === null ? nothing : `${id}-problem`}
      />
      ${this.problem === null ? nothing : html`<p class="sandbox-note careful" id="${id}-problem" role="alert">${this.problem}</p>`}
      <div class="sandbox-menu-actions">
        <button type="submit" class="sandbox-button primary">${naming === 'new' ? 'Create' : 'Rename'}</button>
        <button type="button" class="sandbox-button" @click=${() => (this.naming = null)}>Back</button>
      </div>
    </form>`;
  }

  readonly #onName = (event: Event) => {
    event.preventDefault();
    const { files } = this.stores;
    const { naming, path } = this;
    const name = this.querySelector('input')!.value;
    if (naming === 'rename' && name === path) {
      this.#do(() => undefined);
      return;
    }
    this.problem = fileNameProblem(name, (other) => files.has(other));
    if (this.problem !== null) return;
    this.#do(() => {
      if (naming === 'new') files.create(name);
      else files.rename(path, name);
      this.#view.select(name);
      if (naming === 'new') this.#view.edit(name);
    });
  };

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
