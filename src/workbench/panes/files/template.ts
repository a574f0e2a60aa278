/** The files as tabs, each with its code. */
import { html, nothing } from 'lit';
import { elementId } from '../../../sandbox/element-id.ts';
import { onTabListKeydown } from '../../shared/tab-keys.ts';
import type { SandboxStores } from '../../stores/stores.ts';

export interface FilesView {
  /** The file in front. */
  readonly selected: string;
  /** Whether the others are hidden, by the markup itself and not only where scripts run. */
  readonly hidesOthers: boolean;
  /** Whether a file is in an editor already. */
  edits(path: string): boolean;
  /** Not `null` while the file in front is compared with the book's. */
  readonly compared: unknown;
  /** Shows the comparison, or the code again. */
  compare(): void;
  /** What stands in a file's panel: its listing or its editor. */
  content(path: string): unknown;
  select(path: string): void;
  edit(path: string): void;
  /** Opens the search in the file in front, in the editor. */
  search(): void;
  /** Opens what can be done with the file in front. */
  menu(button: HTMLElement): void;
}

export function filesTemplate({ data, failure, files }: SandboxStores, view: FilesView) {
  const { selected } = view;
  const id = (part: string, path: string) => elementId(data.name, part, path);
  const tab = (path: string) => {
    const change = files.change(path);
    const failed = failure.error?.place?.path === path;
    return html`<button
      type="button"
      role="tab"
      id=${id('tab', path)}
      data-action="file"
      data-key=${path}
      aria-selected=${path === selected ? 'true' : 'false'}
      aria-controls=${id('panel', path)}
      tabindex=${path === selected ? 0 : -1}
      @click=${() => view.select(path)}
    >
      ${path}${change === null ? nothing : html`<span class="sandbox-dot" aria-hidden="true"></span><span class="visually-hidden"> (${change})</span>`}${failed ? html`<b class="sandbox-failed" aria-hidden="true">!</b><span class="visually-hidden"> (error)</span>` : nothing}
    </button>`;
  };
  const panel = (path: string) =>
    html`<div
      class="sandbox-file"
      role="tabpanel"
      id=${id('panel', path)}
      aria-labelledby=${id('tab', path)}
      data-path=${path}
      ?hidden=${view.hidesOthers && path !== selected}
    >
      <p class="sandbox-file-name" aria-hidden="true">${path}</p>
      ${view.content(path)}
    </div>`;
  return html`
    <div class="sandbox-tabbar">
      <div class="sandbox-tabs" role="tablist" aria-label="Files" @keydown=${onTabListKeydown}>
        ${files.shown.map(tab)}
      </div>
      ${
        view.compared !== null
          ? html`<button type="button" class="sandbox-button" data-action="compare" @click=${() => view.compare()}>
              Back to the code
            </button>`
          : view.edits(selected)
            ? nothing
            : html`<button
                type="button"
                class="sandbox-button quiet"
                data-action="edit"
                @click=${() => view.edit(view.selected)}
              >
                Edit<span class="visually-hidden"> ${selected}</span>
              </button>`
      }
      <button
        type="button"
        class="sandbox-button quiet"
        data-action="file-menu"
        aria-haspopup="dialog"
        @click=${({ currentTarget }: Event) => view.menu(currentTarget as HTMLElement)}
      >
        File
      </button>
    </div>
    ${files.shown.map(panel)}
  `;
}
