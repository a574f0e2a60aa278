/** What all panes share: they live in the page's own DOM (its styles, its search, its selection) and show one model. */
import { LitElement } from 'lit';
import type { SandboxModel } from '../model/sandbox-model.ts';
import { ModelController } from './model-controller.ts';

export abstract class Pane extends LitElement {
  readonly model: SandboxModel;

  constructor(model: SandboxModel, events: readonly string[] = ['change']) {
    super();
    this.model = model;
    new ModelController(this, events);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** An id that is unique on the page. */
  protected id_(part: string): string {
    return `${this.model.data.name}-${part}`;
  }
}
