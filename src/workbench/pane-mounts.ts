/** Puts the panes of a sandbox into its markup when they appear, and takes them out when they no longer do. */
import type { Pane } from './panes/pane.ts';
import { appears, isPossible, registry, type PaneConstructor, type PaneEntry, type Part } from './registry.ts';
import { tryAgainNote } from './shared/try-again.ts';
import { watch } from './stores/signal.ts';
import type { SandboxStores } from './stores/stores.ts';

export class PaneMounts {
  readonly #root: HTMLElement;
  readonly #stores: SandboxStores;
  readonly #constructors = new Map<PaneEntry, PaneConstructor>();
  readonly #panes = new Map<PaneEntry, Pane>();
  readonly #wanted = new Set<PaneEntry>();
  /** What stands in the place of panes whose code could not be had. */
  readonly #notes = new Map<PaneEntry, HTMLElement>();

  /** @param root the sandbox's element, with its static parts */
  constructor(root: HTMLElement, stores: SandboxStores) {
    this.#root = root;
    this.#stores = stores;
  }

  /** Loads the code of what appears now. Rejects when some of it cannot be loaded. */
  async load(): Promise<void> {
    await Promise.all(registry.filter((entry) => appears(entry, this.#stores)).map((entry) => this.#load(entry)));
  }

  /** Puts what is loaded in place of the static parts; from now on panes come and go by themselves. */
  mount(): void {
    for (const entry of registry) if (this.#constructors.has(entry)) this.#create(entry);
    const parts = new Set(registry.map(({ part }) => part));
    for (const part of parts) this.#part(part)?.replaceChildren();
    for (const entry of registry) {
      const shown = () => appears(entry, this.#stores);
      watch(shown, (now) => this.#show(entry, now));
      if (shown()) this.#show(entry, true);
    }
    watch(
      () => this.#stores.run.capabilities,
      (capabilities) => {
        if (capabilities !== null) void this.#loadAhead();
      },
    );
  }

  /** What has run needs no network: the code of what can appear now is fetched while there is one. */
  async #loadAhead(): Promise<void> {
    const missing = registry.filter((entry) => isPossible(entry, this.#stores) && !this.#constructors.has(entry));
    // What cannot be had says so when it is to appear.
    await Promise.allSettled(missing.map((entry) => this.#load(entry)));
  }

  /** Resolves when all panes that are there have rendered. */
  get ready(): Promise<unknown> {
    return Promise.all([...this.#panes.values()].map((pane) => pane.updateComplete));
  }

  #show(entry: PaneEntry, shown: boolean): void {
    if (shown) this.#wanted.add(entry);
    else this.#wanted.delete(entry);
    if (!shown) {
      this.#panes.get(entry)?.remove();
      this.#notes.get(entry)?.remove();
    } else if (this.#constructors.has(entry)) this.#insert(entry);
    else
      this.#load(entry).then(
        () => this.#insert(entry),
        (error: unknown) => this.#explain(entry, error),
      );
  }

  async #load(entry: PaneEntry): Promise<void> {
    this.#constructors.set(entry, await entry.load());
  }

  #insert(entry: PaneEntry): void {
    const part = this.#part(entry.part);
    if (part === null || !this.#wanted.has(entry)) return;
    const pane = this.#create(entry);
    const later = registry.slice(registry.indexOf(entry) + 1).map((other) => this.#panes.get(other));
    part.insertBefore(pane, later.find((other) => other?.parentElement === part) ?? null);
  }

  /** A pane that comes again is the one that was there before. */
  #create(entry: PaneEntry): Pane {
    const pane = this.#panes.get(entry) ?? new (this.#constructors.get(entry)!)(this.#stores, this.#part(entry.part)!);
    pane.dataset['pane'] = entry.id;
    this.#panes.set(entry, pane);
    return pane;
  }

  #explain(entry: PaneEntry, error: unknown): void {
    console.error(error);
    this.#notes.get(entry)?.remove();
    if (!this.#wanted.has(entry)) return;
    const sentence = `${entry.title}: this part of the workbench could not be loaded.`;
    const note = tryAgainNote(sentence, () => this.#show(entry, this.#wanted.has(entry)));
    this.#notes.set(entry, note);
    this.#part(entry.part)?.append(note);
  }

  #part(part: Part): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(`[data-part="${part}"]`);
  }
}
