/**
 * `<live-sandbox>`: the static sandbox of the page, brought to life. Nothing changes until
 * `activate` is called, which the loader does when the reader shows intent.
 */
import { loadEngine } from './engine-loader.ts';
import { enginePreferences } from './model/engine-preferences.ts';
import { SandboxModel } from './model/sandbox-model.ts';
import { readSandboxData } from './model/sandbox-data.ts';
import { SandboxAnswer } from './panes/sandbox-answer.ts';
import { SandboxFiles } from './panes/sandbox-files.ts';
import { SandboxLog } from './panes/sandbox-log.ts';
import { SandboxNotes } from './panes/sandbox-notes.ts';
import { SandboxProblem } from './panes/sandbox-problem.ts';
import { SandboxRequests } from './panes/sandbox-requests.ts';
import { SandboxTerminal } from './panes/sandbox-terminal.ts';
import { SandboxToolbar } from './panes/sandbox-toolbar.ts';

export class LiveSandbox extends HTMLElement {
  #model: SandboxModel | null = null;

  /** Puts the panes in place of the static parts; calling it again changes nothing. */
  activate(): SandboxModel {
    if (this.#model !== null) return this.#model;
    const engineBase = this.dataset['engineBase'] ?? '/_engine/';
    const model = new SandboxModel(readSandboxData(this), (id) => loadEngine(id, engineBase), enginePreferences());
    this.#model = model;

    const focused = this.#focusedAction();
    const listings = new Map(
      [...this.querySelectorAll<HTMLElement>('[data-path]')].map((panel) => [
        panel.dataset['path']!,
        panel.querySelector<HTMLElement>('pre')!,
      ]),
    );
    this.#replace('toolbar', [new SandboxToolbar(model)]);
    this.#replace('problem', [new SandboxNotes(model), new SandboxProblem(model)]);
    this.#replace('files', [new SandboxFiles(model, listings, model.data.shown[0]!)]);
    if (model.data.http !== null) this.#replace('side', [new SandboxRequests(model), new SandboxAnswer(model)]);
    this.#replace('strip', [new SandboxTerminal(model), new SandboxLog(model)]);
    this.addEventListener('keydown', (event) => this.#onKeydown(event, model));
    this.dataset['active'] = '';
    if (focused !== null) void this.#restoreFocus(focused);
    return model;
  }

  #replace(part: string, panes: readonly HTMLElement[]): void {
    this.querySelector(`[data-part="${part}"]`)?.replaceChildren(...panes);
  }

  /** Whoever came here by keyboard must not lose their place when the static parts are replaced. */
  #focusedAction(): string | null {
    const focused = document.activeElement;
    const control =
      focused instanceof HTMLElement && this.contains(focused) ? focused.closest<HTMLElement>('[data-action]') : null;
    return control === null ? null : actionSelector(control);
  }

  async #restoreFocus(selector: string): Promise<void> {
    await this.ready;
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Resolves when all panes have rendered. */
  get ready(): Promise<unknown> {
    const panes = this.querySelectorAll<HTMLElement & { updateComplete?: Promise<unknown> }>('[data-part] > *');
    return Promise.all([...panes].map(async (pane) => pane.updateComplete));
  }

  #onKeydown(event: KeyboardEvent, model: SandboxModel): void {
    const command = event.ctrlKey || event.metaKey;
    if (event.defaultPrevented || !command || event.altKey || event.shiftKey) return;
    if (event.key !== 'Enter' && event.key !== 's') return;
    event.preventDefault();
    void model.run();
  }
}

/** Finds the same control before and after the static parts are replaced. */
export function actionSelector({ dataset }: HTMLElement): string {
  const key = dataset['key'];
  return `[data-action="${dataset['action']}"]${key === undefined ? '' : `[data-key="${CSS.escape(key)}"]`}`;
}

customElements.define('live-sandbox', LiveSandbox);
