/** Renders a pane again when the sandbox's model has changed. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SandboxModel } from '../model/sandbox-model.ts';

export class ModelController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly model: SandboxModel };
  readonly #types: readonly string[];
  readonly #update = () => this.#host.requestUpdate();

  /** @param types the model's events that matter to the host */
  constructor(host: ReactiveControllerHost & { readonly model: SandboxModel }, types: readonly string[] = ['change']) {
    this.#host = host;
    this.#types = types;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of this.#types) this.#host.model.addEventListener(type, this.#update);
  }

  hostDisconnected(): void {
    for (const type of this.#types) this.#host.model.removeEventListener(type, this.#update);
  }
}
