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
  /** What stands in a file's panel: its listing or its editor. */
  content(path: string): unknown;
  select(path: string): void;
  edit(path: string): void;
}

export function filesTemplate({ data, files }: SandboxStores, view: FilesView) {
  const { selected } = view;
  const id = (part: string, path: string) => elementId(data.name, part, path);
  const tab = (path: string) => {
    const edited = files.isEdited(path);
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
      ${path}${edited ? html`<span class="sandbox-dot" aria-hidden="true"></span><span class="visually-hidden"> (edited)</span>` : nothing}
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
        view.edits(selected)
          ? nothing
          : html`<button
              type="button"
              class="sandbox-button quiet"
              data-action="edit"
              @click=${() => view.edit(selected)}
            >
              Edit<span class="visually-hidden"> ${selected}</span>
            </button>`
      }
      ${
        files.isEdited(selected)
          ? html`<button
              type="button"
              class="sandbox-button quiet"
              data-action="reset-file"
              @click=${() => files.resetFile(selected)}
            >
              Reset file<span class="visually-hidden"> ${selected}</span>
            </button>`
          : nothing
      }
    </div>
    ${files.shown.map(panel)}
  `;
}
