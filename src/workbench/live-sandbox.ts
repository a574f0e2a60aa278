/**
 * `<live-sandbox>`: the static sandbox of the page, brought to life. Nothing changes until
 * `activate` is called, which the loader does when the reader shows intent.
 */
import { loadEngine } from './engine-loader.ts';
import { PaneMounts } from './pane-mounts.ts';
import { runningLimit } from './running-limit.ts';
import { readSandboxData } from './sandbox-data.ts';
import { editorPreferences } from './stores/editor-preferences.ts';
import { enginePreferences } from './stores/engine-preferences.ts';
import { watch } from './stores/signal.ts';
import { SandboxStores } from './stores/stores.ts';

export class LiveSandbox extends HTMLElement {
  #stores: SandboxStores | null = null;
  /** Resolves when the reader's earlier changes are there. */
  #ready: Promise<void> = Promise.resolve();
  #activation: Promise<void> | null = null;

  /** The state of the sandbox, which is there before its panes are. */
  get stores(): SandboxStores {
    if (this.#stores === null) {
      this.#stores = this.#createStores();
      runningLimit.add(this, this.#stores.run);
    }
    return this.#stores;
  }

  #createStores(): SandboxStores {
    const engineBase = this.dataset['engineBase'] ?? '/_engine/';
    const stores = new SandboxStores(
      readSandboxData(this),
      (id) => loadEngine(id, engineBase),
      enginePreferences(),
      editorPreferences(),
    );
    watch(
      () => stores.run.phase === 'running' || stores.run.phase === 'exited',
      (ran) => void (ran && this.#afterRun()),
    );
    this.#ready = stores.keep(async () => (await import('./keeping.ts')).keep(stores));
    return stores;
  }

  /** What a sandbox has once it has run is a chunk of its own; without it, it runs all the same. */
  async #afterRun(): Promise<void> {
    try {
      const { afterRun } = await import('./after-run.ts');
      await this.activate();
      afterRun(this);
    } catch (error) {
      console.error(error);
    }
  }

  /**
   * Puts the panes in place of the static parts; calling it again changes nothing. Rejects when their code
   * cannot be loaded; the next call tries again.
   *
   * @param released resolves when no button of the pointer is down: a control that is replaced between press
   *   and release gets no click
   */
  activate(released: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    this.#activation ??= this.#activate(released).catch((error: unknown) => {
      this.#activation = null;
      throw error;
    });
    return this.#activation;
  }

  async #activate(released: () => Promise<void>): Promise<void> {
    const mounts = new PaneMounts(this, this.stores);
    await Promise.all([mounts.load(), this.#ready]);
    await released();
    const focused = this.#focusedAction();
    const heights = this.#scrolled().map(({ scrollTop }) => scrollTop);
    mounts.mount();
    this.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.dataset['active'] = '';
    await mounts.ready;
    for (const [n, box] of this.#scrolled().entries()) if (heights[n]) box.scrollTop = heights[n];
    if (focused !== null) this.querySelector<HTMLElement>(focused)?.focus();
  }

  /** The boxes that a reader may have scrolled before the panes came; they stay where they are. */
  #scrolled(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.sandbox-requests, .sandbox-listing')];
  }

  /** Whoever came here by keyboard must not lose their place when the static parts are replaced. */
  #focusedAction(): string | null {
    const focused = document.activeElement;
    const control =
      focused instanceof HTMLElement && this.contains(focused) ? focused.closest<HTMLElement>('[data-action]') : null;
    return control === null ? null : actionSelector(control);
  }

  #onKeydown(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    if (event.defaultPrevented || event.isComposing || !command || event.altKey || event.shiftKey) return;
    if (event.key !== 'Enter' && event.key !== 's') return;
    event.preventDefault();
    void this.stores.run.run();
  }
}

/** Finds the same control before and after the static parts are replaced. */
export function actionSelector({ dataset }: HTMLElement): string {
  const key = dataset['key'];
  return `[data-action="${dataset['action']}"]${key === undefined ? '' : `[data-key="${CSS.escape(key)}"]`}`;
}

customElements.define('live-sandbox', LiveSandbox);
