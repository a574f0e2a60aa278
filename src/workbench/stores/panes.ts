/** Which panes are open by somebody's wish: the author's from the start, then the reader's. */
import type { PaneId } from '../../sandbox/panes.ts';
import { State } from './signal.ts';

export class PanesStore {
  readonly #states = new Map<PaneId, State<boolean>>();
  #asked: PaneId | null = null;

  /** @param open those that the author wants open */
  constructor(open: readonly PaneId[]) {
    for (const id of open) this.open(id);
  }

  isOpen(id: PaneId): boolean {
    return this.#state(id).value;
  }

  open(id: PaneId): void {
    this.#state(id).value = true;
  }

  /** Opens it because the reader has asked for it: they want to be there. */
  ask(id: PaneId): void {
    this.#asked = id;
    this.open(id);
  }

  /** Whether the reader has just asked for it; says so once. */
  takeAsked(id: PaneId): boolean {
    const asked = this.#asked === id;
    if (asked) this.#asked = null;
    return asked;
  }

  close(id: PaneId): void {
    this.#state(id).value = false;
  }

  #state(id: PaneId): State<boolean> {
    const state = this.#states.get(id) ?? new State(false);
    this.#states.set(id, state);
    return state;
  }
}
