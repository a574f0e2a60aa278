import { Pane } from '../pane.ts';
import { toolbarTemplate } from './template.ts';

/** One line: Run, Stop, the title, what is going on, Reset, more panes, the engine. */
export class SandboxToolbar extends Pane {
  protected override render() {
    return toolbarTemplate(this.stores, true);
  }
}

customElements.define('sandbox-toolbar', SandboxToolbar);
