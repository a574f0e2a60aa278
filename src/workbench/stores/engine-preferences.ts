/** Which engine the reader wants, here and everywhere, and whether StackBlitz may be contacted: kept in this browser. */
import type { Engine } from '../../engine/engine.ts';
import { State } from './signal.ts';

export type EngineId = Engine['id'];

/** For all sandboxes: one engine, or WebContainer with the embedded one in its place when it cannot be reached. */
export type SiteChoice = EngineId | 'reachable';

const SITE = 'port3000.engine';
const AGREED = 'port3000.stackblitz';
const sandboxKey = (name: string) => `port3000.engine.${name}`;

export class EnginePreferences {
  readonly #storage: Storage | null;
  /** What could not be stored holds as long as the page. */
  readonly #kept = new Map<string, string | null>();
  /** Counted up with every choice: what is read from a `Storage` cannot be watched. */
  readonly #choices = new State(0);

  /** @param storage `null` where there is none */
  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  /** Whether the reader knows that StackBlitz's servers will be contacted, and has agreed. */
  get agreed(): boolean {
    return this.#read(AGREED) === 'agreed';
  }

  agree(): void {
    this.#write(AGREED, 'agreed');
  }

  /** From now on nothing is asked of StackBlitz: all sandboxes run in the embedded engine. */
  withdraw(): void {
    this.#write(AGREED, null);
  }

  /** The default of all sandboxes. */
  get site(): SiteChoice {
    const choice = this.#read(SITE);
    return this.agreed && (choice === 'webcontainer' || choice === 'reachable') ? choice : 'embedded';
  }

  chooseForSite(choice: SiteChoice): void {
    this.#write(SITE, choice === 'embedded' ? null : choice);
  }

  /** What a sandbox runs in: what was chosen for it, else for all. */
  for(sandbox: string): SiteChoice {
    const own = this.#read(sandboxKey(sandbox));
    if (own === 'embedded') return own;
    return own === 'webcontainer' && this.agreed ? own : this.site;
  }

  choose(sandbox: string, engine: EngineId): void {
    // What is chosen everywhere need not be remembered here, and then follows a later change.
    this.#write(sandboxKey(sandbox), engine === this.site ? null : engine);
  }

  #read(key: string): string | null {
    void this.#choices.value;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    try {
      return this.#storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  #write(key: string, value: string | null): void {
    try {
      if (this.#storage === null) this.#kept.set(key, value);
      else if (value === null) this.#storage.removeItem(key);
      else this.#storage.setItem(key, value);
    } catch {
      this.#kept.set(key, value);
    }
    this.#choices.value += 1;
  }
}

let ofPage: EnginePreferences | null = null;

/** @returns the preferences that everything on this page shares */
export function enginePreferences(): EnginePreferences {
  ofPage ??= new EnginePreferences(pageStorage());
  return ofPage;
}

function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
