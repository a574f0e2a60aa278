import { differenceView, legend } from '../../shared/difference.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import { html } from 'lit';

/** What the reader has changed in a file, against the book's version. */
export class SandboxDifference extends Pane {
  readonly path: string;

  constructor(stores: SandboxStores, path: string) {
    super(stores);
    this.path = path;
  }

  protected override render() {
    const { files } = this.stores;
    const label = `${this.path}: the book’s and yours`;
    return html`${legend('the book’s', 'yours')}
    ${differenceView(label, files.original(this.path) ?? '', files.text(this.path))}`;
  }
}

customElements.define('sandbox-difference', SandboxDifference);
