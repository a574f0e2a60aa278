/** Which engine a sandbox runs in: what the reader has chosen for it or for all, and what holds for this visit. */
import type { EngineId, EnginePreferences } from './engine-preferences.ts';
import { State } from './signal.ts';

export class EngineChoiceStore {
  readonly #sandbox: string;
  readonly #preferences: EnginePreferences;
  /** The engine for this visit, whatever is remembered. */
  readonly #now = new State<EngineId | null>(null);

  /** @param sandbox the sandbox's id */
  constructor(sandbox: string, preferences: EnginePreferences) {
    this.#sandbox = sandbox;
    this.#preferences = preferences;
  }

  /** The engine the next start uses first. */
  get engine(): EngineId {
    const now = this.#now.value;
    if (now !== null) return now;
    const choice = this.#preferences.for(this.#sandbox);
    return choice === 'reachable' ? 'webcontainer' : choice;
  }

  /** Whether the embedded engine takes over, without a question, when the other cannot be started. */
  get fallsBack(): boolean {
    return this.#now.value === null && this.#preferences.for(this.#sandbox) === 'reachable';
  }

  /** Whether the reader has agreed to what the engine contacts. */
  get agreed(): boolean {
    return this.#preferences.agreed;
  }

  agree(): void {
    this.#preferences.agree();
  }

  /** Remembers the engine for this sandbox. */
  choose(id: EngineId): void {
    this.#now.value = null;
    this.#preferences.choose(this.#sandbox, id);
  }

  /** Uses the embedded engine until the page is left. */
  chooseEmbeddedForNow(): void {
    this.#now.value = 'embedded';
  }
}
