/** Which engine the reader wants, here and everywhere, and whether StackBlitz may be contacted: kept in this browser. */
import type { Engine } from '../../engine/engine.ts';
import { pageStorage, StoredValues } from './stored-values.ts';

export type EngineId = Engine['id'];

/** For all sandboxes: one engine, or WebContainer with the embedded one in its place when it cannot be reached. */
export type SiteChoice = EngineId | 'reachable';

const SITE = 'port3000.engine';
const AGREED = 'port3000.stackblitz';
const sandboxKey = (name: string) => `port3000.engine.${name}`;

export class EnginePreferences {
  readonly #values: StoredValues;

  /** @param storage `null` where there is none */
  constructor(storage: Storage | null) {
    this.#values = new StoredValues(storage);
  }

  /** Whether the reader knows that StackBlitz's servers will be contacted, and has agreed. */
  get agreed(): boolean {
    return this.#values.read(AGREED) === 'agreed';
  }

  agree(): void {
    this.#values.write(AGREED, 'agreed');
  }

  /** From now on nothing is asked of StackBlitz: all sandboxes run in the embedded engine. */
  withdraw(): void {
    this.#values.write(AGREED, null);
  }

  /** The default of all sandboxes. */
  get site(): SiteChoice {
    const choice = this.#values.read(SITE);
    return this.agreed && (choice === 'webcontainer' || choice === 'reachable') ? choice : 'embedded';
  }

  chooseForSite(choice: SiteChoice): void {
    this.#values.write(SITE, choice === 'embedded' ? null : choice);
  }

  /** What a sandbox runs in: what was chosen for it, else for all. */
  for(sandbox: string): SiteChoice {
    const own = this.#values.read(sandboxKey(sandbox));
    if (own === 'embedded') return own;
    return own === 'webcontainer' && this.agreed ? own : this.site;
  }

  choose(sandbox: string, engine: EngineId): void {
    // What is chosen everywhere need not be remembered here, and then follows a later change.
    this.#values.write(sandboxKey(sandbox), engine === this.site ? null : engine);
  }
}

let ofPage: EnginePreferences | null = null;

/** @returns the preferences that everything on this page shares */
export function enginePreferences(): EnginePreferences {
  ofPage ??= new EnginePreferences(pageStorage());
  return ofPage;
}
