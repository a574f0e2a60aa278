/** A link that was opened: what it holds is shown, and becomes the reader's when they say so. Nothing of it runs. */
import { restoreRequests } from '../stores/restore-requests.ts';
import { State } from '../stores/signal.ts';
import type { UndoStore } from '../stores/undo.ts';
import { versionOf } from '../stores/version-of.ts';
import type { Linkable, LinkContents, LinkResult } from './link.ts';

/** What of a sandbox a link can change. */
export interface LinkTarget extends Linkable {
  readonly undo: UndoStore;
}

export class LinkStore {
  readonly #target: LinkTarget;
  readonly #done: () => void;
  readonly #contents = new State<LinkContents | null>(null);
  readonly #problem = new State<string | null>(null);

  /**
   * @param result what the link was read as
   * @param done is called when the reader has decided: the address need not hold it any longer
   */
  constructor(target: LinkTarget, result: LinkResult, done: () => void) {
    this.#target = target;
    this.#done = done;
    if (result.ok) this.#contents.value = result.contents;
    else this.#problem.value = result.message;
  }

  /** What the link holds, until the reader has decided; `null` when there is nothing to decide. */
  get contents(): LinkContents | null {
    return this.#contents.value;
  }

  /** Why it could not be read, in sentences; `null` when it could. */
  get problem(): string | null {
    return this.#problem.value;
  }

  /** Whether there is anything to say. */
  get any(): boolean {
    return this.contents !== null || this.problem !== null;
  }

  /** Whether the author's files were other ones when the link was made. */
  get older(): boolean {
    return this.contents !== null && this.contents.version !== versionOf(this.#target.data.files);
  }

  /** Whether the reader has changes of their own, which would be replaced. */
  get replaces(): boolean {
    return this.#target.files.changes !== null || this.#target.requests.changes !== null;
  }

  /** Puts what it holds in place of what is there; can be undone, and runs nothing. */
  use(): void {
    const { contents } = this;
    if (contents === null) return;
    const { files, panes, requests, undo } = this.#target;
    const restoreFiles = files.become(contents.files);
    const undoRequests = requests.reset();
    restoreRequests(requests, contents.requests);
    for (const pane of contents.panes) panes.open(pane);
    undo.offer('What the link holds is here. Nothing of it has run.', () => {
      restoreFiles();
      undoRequests();
    });
    this.dismiss();
  }

  /** Leaves everything as it is. */
  dismiss(): void {
    this.#contents.value = null;
    this.#problem.value = null;
    this.#done();
  }
}
