/** What all panes share: each shows the stores of one sandbox. */
import { elementId } from '../../sandbox/element-id.ts';
import { WatchingElement } from '../shared/watching-element.ts';
import type { SandboxStores } from '../stores/stores.ts';

export abstract class Pane extends WatchingElement {
  readonly stores: SandboxStores;

  constructor(stores: SandboxStores) {
    super();
    this.stores = stores;
  }

  /** An id that is unique on the page. */
  protected id_(...parts: readonly string[]): string {
    return elementId(this.stores.data.name, ...parts);
  }
}
