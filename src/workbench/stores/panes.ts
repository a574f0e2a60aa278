/** Which panes are open by somebody's wish: the author's from the start, then the reader's. */
import type { PaneId } from '../../sandbox/panes.ts';
import { State } from './signal.ts';

export class PanesStore {
  readonly #states = new Map<PaneId, State<boolean>>();

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

  close(id: PaneId): void {
    this.#state(id).value = false;
  }

  #state(id: PaneId): State<boolean> {
    const state = this.#states.get(id) ?? new State(false);
    this.#states.set(id, state);
    return state;
  }
}
